import type { Instant } from '@carethread/ledger';

/** What a member of staff is called and does at an organisation; without one, for the tenant. */
export type Named = {
  readonly userId: string;
  readonly name: string;
  readonly roles: readonly string[];
  readonly organisationId?: string;
};

/** When somebody is away, and who has their work meanwhile. */
export type Absence = {
  readonly absenceId: string;
  readonly userId: string;
  /** The pseudonyms of both: other services know them by these alone. */
  readonly user: string;
  readonly deputyId: string;
  readonly deputy: string;
  readonly organisationId?: string;
  readonly from: Instant;
  readonly to: Instant;
};

export type StaffEvent =
  /** As the identity provider has it. */
  | {
      readonly type: 'StaffSignedIn';
      /** When the token was issued that says so. */
      readonly payload: Named & { readonly issuedAt: Instant };
    }
  /** As a manager has it. */
  | { readonly type: 'StaffNamed'; readonly payload: Named }
  | { readonly type: 'StaffAbsenceSet'; readonly payload: Absence }
  | {
      readonly type: 'StaffAbsenceEnded';
      readonly payload: Pick<Absence, 'absenceId' | 'deputy' | 'organisationId'>;
    }
  | {
      readonly type: 'StaffLeft';
      readonly payload: { readonly userId: string; readonly user: string; readonly organisationId?: string };
    }
  /** Somebody who had left is there again. */
  | { readonly type: 'StaffReturned'; readonly payload: { readonly organisationId?: string } };
