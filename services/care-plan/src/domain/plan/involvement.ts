import { present } from '@carethread/ledger';
import { fault, malformed, refuse } from '@carethread/contracts';
import { localDate } from '@carethread/calendar';
import type { Context, Decided } from '@carethread/event-sourcing';
import { oneDay, dayWithinAYear } from '../bounds.js';
import type { CarePlanFacts } from '../facts.js';
import type { Party } from './payloads.js';
import type { PlanEvent } from './events.js';
import type { PlanState } from './state.js';

export type RecordDiscussion = {
  readonly type: 'RecordDiscussion';
  readonly date?: string;
  readonly place?: string;
  readonly participants: readonly Party[];
  readonly summary?: string;
  readonly preferencesSought?: readonly string[];
  /** Why neither the person nor anybody who may speak for them was there. */
  readonly reason?: string;
};
export type RecordInvolvement = {
  readonly type: 'RecordInvolvement';
  readonly how: string;
  readonly personsWords?: string;
  readonly degree?: string;
  readonly reason?: string;
  readonly stepsTried?: readonly string[];
};
export type RecordAccessNotice = {
  readonly type: 'RecordAccessNotice';
  readonly date?: string;
  readonly byWhom?: string;
  readonly format?: string;
};

/** Anybody besides the person and staff takes part only by the person's permission (CITY-11, ENG-041). */
export function recordDiscussion(
  command: RecordDiscussion,
  _: PlanState,
  context: Context<CarePlanFacts>,
): readonly Decided<PlanEvent>[] {
  const { place, participants, summary = '', preferencesSought = [], reason } = command;
  const date = dayOf(command, context);
  if (participants.length === 0 && summary === '' && preferencesSought.length === 0)
    malformed(fault('/participants', 'empty', 'a discussion has those who took part, or what was said'));
  const nobody = participants.findIndex((one) => Object.keys(one).length === 0);
  if (nobody >= 0) malformed(fault(`/participants/${nobody}`, 'empty', 'names somebody'));
  const strangers = withoutPermission(participants, context);
  if (strangers.length > 0) refuse('PERMISSION_REQUIRED', strangers);
  return [
    {
      type: 'PlanDiscussionRecorded',
      payload: present({ date, participants, summary, preferencesSought, place, reason }),
    },
  ];
}

/** Those who are neither the person nor staff, and whom the person does not permit to take part. */
export function withoutPermission(
  parties: readonly Party[],
  { personId, facts }: Pick<Context<CarePlanFacts>, 'personId' | 'facts'>,
): readonly string[] {
  return parties
    .filter(
      ({ kind, id }) =>
        kind !== 'person' &&
        kind !== 'staff' &&
        id !== personId &&
        facts.contacts[id ?? '']?.scopes.includes('drawingUp') !== true,
    )
    .map(({ id, kind }) => id ?? kind ?? 'participant');
}

/** How the person was involved, or why they could not be. */
export function recordInvolvement(
  command: RecordInvolvement,
  _: PlanState,
  context: Context<CarePlanFacts>,
): readonly Decided<PlanEvent>[] {
  dayWithinAYear(context.occurredAt, 'occurredAt', context);
  const { how, personsWords, degree = 'full', reason, stepsTried = [] } = command;
  if (degree === 'notPossible' && reason === undefined) refuse('REASON_REQUIRED', ['reason']);
  return [{ type: 'InvolvementRecorded', payload: present({ how, degree, stepsTried, personsWords, reason }) }];
}

/** The person knows that they can always see their plan. */
export function recordAccessNotice(
  command: RecordAccessNotice,
  _: PlanState,
  context: Context<CarePlanFacts>,
): readonly Decided<PlanEvent>[] {
  const { byWhom, format } = command;
  const date = dayOf(command, context);
  return [{ type: 'AccessNoticeGiven', payload: present({ date, byWhom, format }) }];
}

/** The day that is said, or that of when it happened: one day, where both are said. */
function dayOf({ date }: { readonly date?: string }, context: Context<CarePlanFacts>): string {
  oneDay(date, context.occurredAt === context.now ? undefined : context.occurredAt);
  return dayWithinAYear(date ?? localDate(context.occurredAt), 'date', context);
}
