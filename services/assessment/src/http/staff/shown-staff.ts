import { present } from '@carethread/ledger';
import type { RequestContext } from '@carethread/http-api';
import { staffMember } from '../../domain/staff-member/decider.js';
import type { Membership, StaffState } from '../../domain/staff-member/state.js';
import { careTeams, carersIn, sharedWith } from '../../views/care-teams.js';

/** A member of staff at one organisation, as the directory shows them. */
export type ShownStaff = {
  readonly name: string;
  readonly roles: readonly string[];
  readonly organisationId?: string;
};

/** Roles that know everybody who works in their tenant. */
const OF_THE_TENANT: readonly string[] = ['AS', 'AU', 'DP', 'RX', 'PA'];
/** How many people whom both serve are looked at for one whom the caller may see. */
const MOST_SHARED = 50;

/** Whether the caller may know what somebody is called at an organisation. */
export type StaffSight = (userId: string, organisationId: string) => Promise<boolean>;

/** @param personId of whom those who care for them may be known: the caller's own record, or one that they may see */
export async function staffSight(ask: RequestContext, personId: string | undefined): Promise<StaffSight> {
  const { actor, read } = ask;
  const roles = ask.sight(null).asking.permitted.map(({ role }) => role);
  if (roles.some((role) => OF_THE_TENANT.includes(role))) return () => Promise.resolve(true);
  const carers = personId === undefined ? [] : carersIn((await read.facts(personId)).relations);
  const own = actor.organisationId;
  const isShared = async (userId: string): Promise<boolean> => {
    if (own === undefined) return false;
    const shared = await read.keysIn(careTeams, { of: 'token', id: sharedWith(own, userId) }, MOST_SHARED);
    for (const id of shared) if (await servesOrIs(ask, id)) return true;
    return false;
  };
  return async (userId, organisationId) =>
    userId === actor.userId ||
    (own !== undefined && organisationId === own) ||
    carers.includes(userId) ||
    (await isShared(userId));
}

/** Whether the caller stands in such a relation to a person that they may read of them. */
export function servesOrIs(ask: RequestContext, personId: string): Promise<boolean> {
  return ask.sight(personId).as('readPerson', 'read').sees({ kind: 'serving' });
}

/** What somebody is called where the caller may know it: at the caller's own organisation first, else where it was said last. */
export async function shownStaff(
  ask: RequestContext,
  userId: string,
  sees: StaffSight,
): Promise<ShownStaff | undefined> {
  const { state } = await ask.read.state(staffMember, ask.pseudonym(userId));
  for (const [organisationId, membership] of inOrder(state, ask.actor.organisationId)) {
    const shown = shownAt(organisationId, membership);
    if (shown !== undefined && (await sees(userId, organisationId))) return shown;
  }
  return undefined;
}

/** What somebody was called last, anywhere. */
export function lastShown(state: StaffState): ShownStaff | undefined {
  const [last] = inOrder(state, undefined);
  return last === undefined ? undefined : shownAt(...last);
}

function shownAt(organisationId: string, { name, roles }: Membership): ShownStaff | undefined {
  if (name === undefined) return undefined;
  return present<ShownStaff>({ name, roles, organisationId: organisationId === '' ? undefined : organisationId });
}

function inOrder({ memberships }: StaffState, own: string | undefined): readonly (readonly [string, Membership])[] {
  return Object.entries(memberships)
    .filter(([, { name }]) => name !== undefined)
    .sort(([one, { namedAt: a = '' }], [other, { namedAt: b = '' }]) => {
      if ((one === own) !== (other === own)) return one === own ? -1 : 1;
      return a > b ? -1 : a < b ? 1 : 0;
    });
}
