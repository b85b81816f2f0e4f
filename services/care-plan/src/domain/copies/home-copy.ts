import { localDate } from '@carethread/calendar';
import { refuse } from '@carethread/contracts';
import type { Context } from '@carethread/event-sourcing';
import { present } from '@carethread/ledger';
import { carePlan } from '../plan/decider.js';
import type { PlaceHomeCopy, RemoveHomeCopy } from './commands.js';
import type { CopiesEvent } from './events.js';
import type { CopiesState, HomeCopy } from './state.js';

export function atHome({ home }: CopiesState): HomeCopy | undefined {
  return home.find(({ removedOn }) => removedOn === undefined);
}

/** ENG-137: only a published version lies in the person's home, one at a time: the next takes the place of the one before. */
export function place(command: PlaceHomeCopy, state: CopiesState, context: Context): readonly CopiesEvent[] {
  const { versionNo, planId, place: where, locked = false } = command;
  const { state: planState, versions } = context.stream(carePlan, planId);
  if (planState === 'closed') refuse('STATE_CONFLICT', ['closed']);
  const version = versions.find((one) => one.versionNo === versionNo);
  if (version === undefined) return refuse('NOT_AGREED', [`version ${versionNo}`]);
  const lying = atHome(state);
  const same = lying?.versionNo === versionNo && lying.place === where && lying.locked === locked;
  if (same && (command.placedOn ?? lying.placedOn) === lying.placedOn) return [];
  const published = localDate(version.publishedAt);
  const placedOn = dated(
    command.placedOn,
    'placedOn',
    context,
    lying === undefined || lying.placedOn < published ? published : lying.placedOn,
  );
  const placed: CopiesEvent = { type: 'HomeCopyPlaced', payload: { versionNo, place: where, locked, placedOn } };
  return lying === undefined
    ? [placed]
    : [
        {
          type: 'HomeCopyReplaced',
          payload: { fromVersion: lying.versionNo, toVersion: versionNo, removedOn: placedOn },
        },
        placed,
      ];
}

/** The copy at home was taken away. */
export function remove(
  { removedOn, reason }: RemoveHomeCopy,
  state: CopiesState,
  context: Context,
): readonly CopiesEvent[] {
  const { versionNo, placedOn } = atHome(state) ?? refuse('NOT_FOUND');
  const on = dated(removedOn, 'removedOn', context, placedOn);
  return [{ type: 'HomeCopyRemoved', payload: present({ versionNo, removedOn: on, reason }) }];
}

/** What lay at home was taken away that day. */
export function taken({ home, ...state }: CopiesState, removedOn: string): CopiesState {
  return { ...state, home: home.map((copy) => (copy.removedOn === undefined ? { ...copy, removedOn } : copy)) };
}

/** Today, or the day that is said: not to come, and not before what was there was put there. */
function dated(date: string | undefined, name: string, { now }: Context, notBefore = ''): string {
  const today = localDate(now);
  const on = date ?? today;
  if (on > today) refuse('FUTURE_DATE', [name]);
  return on < notBefore ? refuse('TIMESCALE_INVALID', [name]) : on;
}
