import type { Instant } from '@carethread/ledger';

/** A date is that local day: its first instant where something begins, its last where it ends. */
export type StaffCommand =
  | {
      readonly type: 'NoteSignIn';
      readonly userId: string;
      readonly name: string;
      readonly roles: readonly string[];
      readonly issuedAt: Instant;
    }
  | ({ readonly type: 'NameStaff'; readonly name: string; readonly roles: readonly string[] } & OfStaff)
  | ({ readonly type: 'SetAbsence'; readonly from: string; readonly to: string; readonly deputyId: string } & OfStaff)
  | ({ readonly type: 'EndAbsence' } & OfStaff)
  | ({ readonly type: 'RecordDeparture' } & OfStaff);

/** Whom a manager speaks of. Only an administrator names an organisation: a manager speaks for their own. */
export interface OfStaff {
  readonly userId: string;
  readonly organisationId?: string;
}
