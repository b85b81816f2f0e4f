import { fault, malformed, refuse } from '@carethread/contracts';
import { isAttached, type Context } from '@carethread/event-sourcing';
import type { CommandOf } from './commands.js';
import type { ReviewEvent } from './events.js';
import { mustBeHeld, type ReviewState } from './state.js';

export function publishMinutes(
  { type: _, ...minutes }: CommandOf<'PublishMinutes'>,
  state: ReviewState,
  context: Context,
): readonly ReviewEvent[] {
  mustBeHeld(state);
  if (minutes.attachmentHash === undefined && minutes.text === undefined)
    malformed(fault('/text', 'empty', 'minutes are words or an attachment'));
  if (!isAttached(minutes.attachmentHash, context)) refuse('REFERENCE_NOT_FOUND', ['attachmentHash']);
  return [{ type: 'ReviewMinutesPublished', payload: minutes }];
}
