import { heldWithPlan, idInStream } from '@carethread/event-sourcing';
import { present, type Instant } from '@carethread/ledger';
import { personListOf, scopesOfHolder, type ListEntry, type PersonDocument, type Scope } from '@carethread/runtime';
import { copies } from '../domain/copies/decider.js';
import type { Copy, CopiesEvent, Failed } from '../domain/copies/events.js';
import type { PlanEvent } from '../domain/plan/events.js';
import type { Party } from '../domain/plan/payloads.js';

/** A copy that its recipient has not acknowledged, or that could not be made. */
export type OutstandingCopy = {
  readonly copyId: string;
  readonly personId: string;
  readonly planId: string;
  readonly state: 'unacknowledged' | 'undelivered';
  readonly versionNo: number;
  readonly issueNo: number;
  readonly recipient: Party;
  readonly format: string;
  readonly lang?: string;
  /** Why it could not be made. */
  readonly reason?: string;
  readonly since: Instant;
};

type Outstanding = Readonly<Record<string, Omit<OutstandingCopy, 'personId'>>>;
type Filter = 'state' | 'planId';

/** Copies that wait for something, the oldest first; what a newer copy for the same recipient has replaced waits no more (CPA-48). */
export const outstandingCopies = personListOf<Outstanding, CopiesEvent | PlanEvent>()({
  name: 'outstandingCopies',
  version: 1,
  initial: {},
  filters: ['state', 'planId'],
  on: {
    CopyIssued: (known, { data, meta }) =>
      withCopy(known, idInStream(copies, meta.stream), 'unacknowledged', data, meta.recordedAt),
    CopyDeliveryFailed: (known, { data, meta }) =>
      withCopy(known, idInStream(copies, meta.stream), 'undelivered', data, meta.recordedAt),
    CopyAcknowledged: (known, { data }) => without(known, ({ copyId }) => copyId === data.copyId),
    CarePlanClosed: (known, { data }) => without(known, ({ planId }) => planId === data.planId),
  },
  entries: (person) => Object.values(person.state).map((copy) => entryOf(copy, person)),
});

function withCopy(
  known: Outstanding,
  planId: string,
  state: OutstandingCopy['state'],
  copy: (Copy | Failed) & { readonly lang?: string; readonly reason?: string },
  since: Instant,
): Outstanding {
  const { copyId, versionNo, issueNo, recipient, format, lang, reason } = copy;
  const others = without(known, (one) => one.planId === planId && isReplaced(one, copy));
  const shown = { copyId, planId, state, versionNo, issueNo, recipient, format, lang, reason, since };
  return { ...others, [copyId]: present<Omit<OutstandingCopy, 'personId'>>(shown) };
}

/** A recipient may have one issue in several formats. */
function isReplaced(one: Omit<OutstandingCopy, 'personId'>, { recipient, versionNo, issueNo, format }: Copy | Failed) {
  const theirs = one.recipient.id === recipient.id && one.recipient.name === recipient.name;
  const isOlder = one.versionNo < versionNo || (one.versionNo === versionNo && one.issueNo < issueNo);
  const isSame = one.versionNo === versionNo && one.issueNo === issueNo && one.format === format;
  return theirs && (isOlder || isSame);
}

function without(known: Outstanding, which: (copy: Omit<OutstandingCopy, 'personId'>) => boolean): Outstanding {
  const others = Object.entries(known).filter(([, copy]) => !which(copy));
  return others.length === Object.keys(known).length ? known : Object.fromEntries(others);
}

function entryOf(
  copy: Omit<OutstandingCopy, 'personId'>,
  person: PersonDocument<Outstanding>,
): ListEntry<OutstandingCopy, Filter> {
  const { personId } = person;
  const { copyId, planId, state, since, recipient } = copy;
  const theirs: readonly Scope[] =
    recipient.id === undefined || recipient.id === personId ? [] : [{ of: 'user', id: recipient.id }];
  return {
    id: copyId,
    scopes: [...scopesOfHolder(person, heldWithPlan(planId)), ...theirs],
    order: `${since} ${copyId}`,
    filters: { state, planId },
    body: { ...copy, personId },
  };
}
