import { heldByOpener, heldWithPlan, type Decider, type Holder } from '@carethread/event-sourcing';
import type { Instant } from '@carethread/ledger';
import type { Scope } from '@carethread/withholding';
import type { Party } from '../witness.js';

/** What is told to somebody whom a consent concerns, the moment it is recorded. */
export type Told = {
  readonly kind: 'consentRecorded' | 'withdrawalRecorded' | 'namedAsWitness' | 'permissionRecorded';
  readonly to: Party;
  readonly about: {
    readonly kind: 'plan' | 'risk' | 'restriction';
    readonly id: string;
    readonly signOffId?: string;
    readonly disclosureId?: string;
  };
  /** How consent was given or withdrawn; a permission to disclose has none. */
  readonly mode?: string;
  readonly recordedBy: string;
  readonly witness?: Party;
  readonly scope?: Scope;
  /** Until when a contact who was named as a witness may object. */
  readonly objectUntil?: Instant;
};
export type ConsentNoticeEvent = { readonly type: 'ConsentNoticeGiven'; readonly payload: Told };
export type ConsentNoticeState = { readonly told?: Told; readonly givenAt?: Instant };
export type ConsentNoticeCommand = { readonly type: 'GiveNotice' } & Told;

function subjectOf({ kind, id }: Told['about']): Holder {
  // Whoever serves the person may see that they were asked about a measure that restricts them.
  if (kind === 'restriction') return { kind: 'serving' };
  return kind === 'plan' ? heldWithPlan(id) : { kind: 'risk', riskId: id };
}

/**
 * Whoever is named, is told: the person of each consent that staff recorded in their name, a contact of each that they are said to
 * have witnessed.
 */
export const consentNotice: Decider<ConsentNoticeState, ConsentNoticeCommand, ConsentNoticeEvent> = {
  category: 'consentNotice',
  keyClass: 'socialCare',
  holder: ({ told }, opened) => {
    if (told === undefined) return heldByOpener(opened);
    const { about, to } = told;
    return [
      subjectOf(about),
      to.kind === 'person' ? { kind: 'person' } : { kind: 'users', userIds: to.id === undefined ? [] : [to.id] },
    ];
  },
  initial: {},
  evolve: (_, { payload, meta }) => ({ told: payload, givenAt: meta.recordedAt }),
  decide: (command, state) => {
    const { type: _, ...told } = command;
    return state.told === undefined ? [{ type: 'ConsentNoticeGiven', payload: told }] : [];
  },
};
