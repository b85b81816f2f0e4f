import type { Instant } from '@carethread/ledger';
import type { StaffCommand } from './commands.js';
import { staffMember } from './decider.js';

/** Of whom a token tells only as people whose record this is, or as a machine: they are no members of staff. */
const NO_STAFF: readonly string[] = ['PE', 'LR', 'CA', 'SY'];

/** What the directory notes of who signs in: the name and the roles that the identity provider gives them. */
export const signIn = {
  decider: staffMember,
  command: ({
    userId,
    roles,
    name,
    issuedAt,
  }: {
    readonly userId: string;
    readonly roles: readonly string[];
    readonly name?: string;
    readonly issuedAt?: Instant;
  }): StaffCommand | undefined => {
    const ofStaff = roles.filter((role) => !NO_STAFF.includes(role));
    if (name === undefined || issuedAt === undefined || ofStaff.length === 0) return undefined;
    return { type: 'NoteSignIn', userId, name, roles: ofStaff, issuedAt };
  },
};
