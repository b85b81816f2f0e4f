import { refuse } from '@carethread/contracts';
import type { Context } from '@carethread/event-sourcing';
import { happenedAt } from '../bounds.js';
import type { CarePlanFacts } from '../facts.js';
import type { EndService } from './commands.js';
import type { EpisodeEvent } from './events.js';
import { openAgreement, type EpisodeState } from './state.js';

/** A service ends after it began, and for a death only where one is recorded. */
export function end(
  { reason, endedAt }: EndService,
  state: EpisodeState,
  context: Context<CarePlanFacts>,
): readonly EpisodeEvent[] {
  const { providerId, agreedAt } = openAgreement(state);
  if (reason === 'deceased' && !context.facts.deceased) refuse('REFERENCE_NOT_FOUND', ['reason']);
  const at = happenedAt(endedAt ?? context.now, 'endedAt', context);
  if (at < (state.started?.startedAt ?? agreedAt)) refuse('TIMESCALE_INVALID', ['endedAt']);
  return [{ type: 'ServiceEnded', payload: { episodeId: context.id, providerId, endedAt: at, reason } }];
}
