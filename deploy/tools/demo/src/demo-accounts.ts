import { DEMO_USERS } from '@carethread/gateway';
import type { Account } from '@carethread/identity';
import { isText, listOf, member, optional, present, shapeOf, textMember, type Guard } from '@carethread/ledger';
import type { Lives } from './lives.js';

/** Kinds of users in the order of the page, with who they are and what they would do first. */
const KINDS: Readonly<Record<string, Pick<Account, 'group' | 'about' | 'first'>>> = {
  KW: {
    group: 'Keyworkers',
    about: 'Works out the plan with each of ten people, at a provider.',
    first: 'open Today, and do the monthly check that is late.',
  },
  CS: {
    group: 'Care staff',
    about: 'Visits people at home, at a provider.',
    first: 'find a person, and read their plan.',
  },
  SM: {
    group: 'Managers of a service',
    about: 'Answers for the service of a provider.',
    first: 'see what is overdue.',
  },
  AS: {
    group: 'Assessors of the council',
    about: 'Assesses what people need, and hands their plans over.',
    first: 'find a person, or register one.',
  },
  CC: {
    group: 'Mental health',
    about: 'Co-ordinates care under the Care Programme Approach.',
    first: 'open the caseload.',
  },
  TM: {
    group: 'Mental health',
    about: 'Leads the team of the trust.',
    first: 'see the caseload of the team.',
  },
  PE: {
    group: 'People who draw on care',
    about: 'Sees their own record, and nobody else’s.',
    first: 'read my plan, and see who looked at it.',
  },
  AU: {
    group: 'Oversight',
    about: 'Checks what was known when, and by whom; says why before each record.',
    first: 'inspect a person’s record as it was known on a day.',
  },
  DP: {
    group: 'Oversight',
    about: 'Answers for what is done with people’s data.',
    first: 'see who looked at a record.',
  },
  PA: {
    group: 'Oversight',
    about: 'Sets up organisations and regions; sees no record.',
    first: 'see the account; organisations have no pages yet.',
  },
};

/** Who may sign in to a demo without anybody in it. */
export function accountsOfNobody(): readonly Account[] {
  return inOrder(DEMO_USERS.flatMap((user) => (user.needs === undefined ? (accountOf(user) ?? []) : [])));
}

/** Who may sign in to a demo whose people were played: those who acted, and every person. */
export function accountsOf(lives: readonly Lives[]): readonly Account[] {
  const found = new Map(accountsOfNobody().map((account) => [account.userId, account]));
  for (const { player, known } of lives)
    for (const one of known)
      for (const claims of player.users(one).values()) {
        const account = accountOf(claims);
        if (account !== undefined && !found.has(account.userId)) found.set(account.userId, account);
      }
  return inOrder([...found.values()]);
}

function accountOf(claims: object): Account | undefined {
  const roles = rolesIn(claims);
  const kind = roles.map((role) => KINDS[role]).find((one) => one !== undefined);
  const [userId, tenantId, name] = [
    textMember(claims, 'userId'),
    textMember(claims, 'tenantId'),
    textMember(claims, 'name'),
  ];
  if (kind === undefined || userId === undefined || tenantId === undefined || name === undefined) return undefined;
  const qualifications = member(claims, 'qualifications');
  return present<Account>({
    userId,
    tenantId,
    name,
    roles,
    organisationId: textMember(claims, 'organisationId'),
    personId: textMember(claims, 'personId'),
    qualifications: areTexts(qualifications) ? qualifications : undefined,
    ...kind,
  });
}

const areTexts = listOf(isText);

function rolesIn(claims: object): readonly string[] {
  const roles = member(claims, 'roles');
  return areTexts(roles) ? roles : [];
}

function inOrder(accounts: readonly Account[]): readonly Account[] {
  const order = Object.keys(KINDS);
  const placeOf = ({ roles }: Account): number => order.findIndex((role) => roles.includes(role));
  return accounts.toSorted((a, b) => placeOf(a) - placeOf(b));
}

/** As a file keeps them. */
export const areAccounts: Guard<readonly Account[]> = listOf(
  shapeOf<Account>({
    userId: isText,
    tenantId: isText,
    name: isText,
    roles: areTexts,
    organisationId: optional(isText),
    personId: optional(isText),
    serviceIds: optional(areTexts),
    qualifications: optional(areTexts),
    group: isText,
    about: isText,
    first: isText,
  }),
);
