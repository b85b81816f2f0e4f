import type { Context } from '@carethread/event-sourcing';
import { present, type Instant } from '@carethread/ledger';
import type { StaffCommand } from './commands.js';
import type { Named, StaffEvent } from './events.js';
import { managedOrganisation } from './managed-organisation.js';
import { membershipAt, type StaffState } from './state.js';

type Command<Type> = Extract<StaffCommand, { readonly type: Type }>;

type Returned = Extract<StaffEvent, { readonly type: 'StaffReturned' }>['payload'];
type SignedIn = Named & { readonly issuedAt: Instant };

/**
 * Once for each change of what the identity provider says, whichever of its tokens comes first; a manager's word stands until it says
 * something else.
 */
export function noteSignIn(
  { userId, name, roles, issuedAt }: Command<'NoteSignIn'>,
  state: StaffState,
  { actor: { organisationId } }: Context,
): readonly StaffEvent[] {
  const { claimed, leftAt = '' } = membershipAt(state, organisationId);
  // A token that was issued before somebody left says nothing of their coming back.
  if (issuedAt < leftAt || issuedAt < (claimed?.issuedAt ?? '')) return [];
  if (claimed !== undefined && leftAt === '' && isSame(claimed, { name, roles })) return [];
  return [
    ...returned(leftAt === '', organisationId),
    {
      type: 'StaffSignedIn',
      payload: present<SignedIn>({ userId, name, roles: sorted(roles), organisationId, issuedAt }),
    },
  ];
}

export function nameStaff(
  { userId, name, roles, organisationId: of }: Command<'NameStaff'>,
  state: StaffState,
  { actor }: Context,
): readonly StaffEvent[] {
  const organisationId = managedOrganisation(actor, of);
  const known = membershipAt(state, organisationId);
  if (known.leftAt === undefined && isSame(known, { name, roles })) return [];
  return [
    ...returned(known.leftAt === undefined, organisationId),
    { type: 'StaffNamed', payload: present<Named>({ userId, name, roles: sorted(roles), organisationId }) },
  ];
}

function returned(isThere: boolean, organisationId: string | undefined): readonly StaffEvent[] {
  return isThere ? [] : [{ type: 'StaffReturned', payload: present<Returned>({ organisationId }) }];
}

interface NameAndRoles {
  readonly name?: string;
  readonly roles: readonly string[];
}

function isSame(one: NameAndRoles, other: NameAndRoles): boolean {
  return one.name === other.name && sorted(one.roles).join() === sorted(other.roles).join();
}

const sorted = (roles: readonly string[]): readonly string[] => [...new Set(roles)].sort();
