import type { IndexValue } from '@carethread/event-sourcing';
import type { Instant } from '@carethread/ledger';
import type { ListView, Worker } from '@carethread/runtime';

/** When something on a list of work is due, and when it becomes urgent (which may still be to come). */
export interface WorkTimes {
  readonly dueAt?: Instant;
  readonly urgentAt?: Instant;
}

/** A list of a service on which work stands that users and offices have to do. */
export interface WorkList {
  readonly view: ListView;
  readonly where?: Readonly<Record<string, IndexValue>>;
  /** Of an entry's body, for who has it to do; undefined for what is not to be done. */
  times(body: object, worker: Worker): WorkTimes | undefined;
}

/** A list of work, its entries as the view has them: `workOn(obligationList, { times: ({ dueAt }) => ({ dueAt }) })`. */
export function workOn<Body extends object>(
  view: ListView<Body>,
  list: {
    readonly where?: Readonly<Record<string, IndexValue>>;
    times(body: Body, worker: Worker): WorkTimes | undefined;
  },
): WorkList {
  return { ...list, view };
}
