import type { EvolveTable } from '@carethread/event-sourcing';
import type { Instant } from '@carethread/ledger';
import type { Absence, Named, StaffEvent } from './events.js';

/** Somebody at one organisation. */
export interface Membership {
  readonly name?: string;
  readonly roles: readonly string[];
  /** When what they are called was said last. */
  readonly namedAt?: Instant;
  /** What the identity provider said last: only what it says anew is noted. */
  readonly claimed?: { readonly name: string; readonly roles: readonly string[]; readonly issuedAt: Instant };
  readonly absence?: Absence;
  readonly leftAt?: Instant;
}

export interface StaffState {
  readonly userId?: string;
  /** By organisation; what is of none stands under an empty text. */
  readonly memberships: Readonly<Record<string, Membership>>;
}

export const NOBODY: StaffState = { memberships: {} };

const UNNAMED: Membership = { roles: [] };

export function membershipAt({ memberships }: StaffState, organisationId = ''): Membership {
  return memberships[organisationId] ?? UNNAMED;
}

/** The absence that is in force or still to come. */
export function absenceAt({ absence }: Membership, now: Instant): Absence | undefined {
  return absence !== undefined && absence.to >= now ? absence : undefined;
}

export const evolve: EvolveTable<StaffState, StaffEvent> = {
  StaffSignedIn: (state, { payload, meta: { recordedAt } }) =>
    changed(state, payload, (before) => ({
      ...named(before, payload, recordedAt),
      claimed: { name: payload.name, roles: payload.roles, issuedAt: payload.issuedAt },
    })),
  StaffNamed: (state, { payload, meta: { recordedAt } }) =>
    changed(state, payload, (before) => named(before, payload, recordedAt)),
  StaffAbsenceSet: (state, { payload }) => changed(state, payload, (before) => ({ ...before, absence: payload })),
  StaffAbsenceEnded: (state, { payload }) => changed(state, payload, withoutAbsence),
  StaffLeft: (state, { payload, meta: { recordedAt } }) =>
    changed(state, payload, (before) => ({ ...before, leftAt: recordedAt })),
  StaffReturned: (state, { payload }) => changed(state, payload, withoutLeaving),
};

function changed(
  { userId, memberships }: StaffState,
  about: { readonly userId?: string; readonly organisationId?: string },
  change: (before: Membership) => Membership,
): StaffState {
  const { organisationId = '' } = about;
  const after = { ...memberships, [organisationId]: change(memberships[organisationId] ?? UNNAMED) };
  const known = userId ?? about.userId;
  return known === undefined ? { memberships: after } : { userId: known, memberships: after };
}

function named(before: Membership, { name, roles }: Named, namedAt: Instant): Membership {
  return { ...withoutLeaving(before), name, roles, namedAt };
}

const withoutLeaving = ({ leftAt: _, ...before }: Membership): Membership => before;
const withoutAbsence = ({ absence: _, ...before }: Membership): Membership => before;
