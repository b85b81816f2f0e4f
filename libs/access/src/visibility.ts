import {
  asksPurpose,
  gradeOf,
  headerFault,
  malformed,
  READ_ONLY_ROLES,
  Refusal,
  type Capability,
  type Grade,
} from '@carethread/contracts';
import type { ActingParty, Holder } from '@carethread/event-sourcing';
import { present, type Instant } from '@carethread/ledger';
import { admits, type AccessRequest } from './admits.js';
import { NO_RELATIONS, type Grant, type Relations } from './relations.js';

export interface Permitted {
  readonly role: string;
  readonly grade: Grade;
}

/** What access is decided on, as a service knows it. */
export interface AccessFacts {
  now(): Instant;
  relations(personId: string): Promise<Relations>;
  /** The tenant whose record a person's is, from what is in the clear: it outlives the key. */
  tenantOf(personId: string): Promise<string | undefined>;
  /** Inspections of an organisation of that tenant. */
  grantsOf(tenantId: string, organisationId: string): Promise<readonly Grant[]>;
}

/** The roles of a token that permit something, in the token's order. */
export function permittedRoles(
  capability: Capability,
  actor: ActingParty,
  kind: 'command' | 'read',
): readonly Permitted[] {
  return actor.roles.flatMap((role): readonly Permitted[] => {
    const grade = kind === 'command' && READ_ONLY_ROLES.includes(role) ? undefined : gradeOf(capability, role);
    return grade === undefined ? [] : [{ role, grade }];
  });
}

/** The first role of the token that permits the route. A command without one is 403, a read 404; the platform itself decides nothing. */
export function permit(capability: Capability, actor: ActingParty, kind: 'command' | 'read'): readonly Permitted[] {
  const permitted = permittedRoles(capability, actor, kind);
  if (permitted.length > 0) return permitted;
  if (kind === 'read') throw new Refusal('NOT_FOUND');
  throw new Refusal(
    actor.roles.length > 0 && actor.roles.every((role) => role === 'SY')
      ? 'SYSTEM_CANNOT_DECIDE'
      : 'ROLE_NOT_PERMITTED',
  );
}

export function requirePurpose(
  capability: Capability,
  permitted: readonly Permitted[],
  purpose: string | undefined,
): void {
  if (purpose === undefined && permitted.every(({ role }) => asksPurpose(capability, role)))
    malformed(headerFault('X-Purpose', 'required', 'is missing: why the record is read'));
}

/** Who needs which capability, before the record that it is needed on is known. */
export interface Asking {
  readonly capability: Capability;
  readonly kind: 'command' | 'read';
  readonly actor: ActingParty;
  readonly tenantId: string;
  readonly permitted: readonly Permitted[];
  /** Of what stands now, and of nothing that is kept for a former provider. */
  readonly current?: boolean;
  /** By what else than a handover that names the plan. */
  readonly besidesHandover?: boolean;
  readonly standsIn?: AccessRequest['standsIn'];
}

/** Who holds a thing, for one who acts in a role; all of several sets must admit, where a command names several things. */
export type HoldersFor = (role: string) => readonly (readonly Holder[])[];

/** The first permitted role that the thing is open to, if any. */
export async function roleFor(
  known: AccessFacts,
  { capability, kind, actor, tenantId, permitted, current = false, besidesHandover = false, standsIn }: Asking,
  personId: string | null,
  holders: HoldersFor,
): Promise<string | undefined> {
  const found = personId === null ? undefined : await relationsIn(known, tenantId, personId);
  if (personId !== null && found === undefined) return undefined;
  const relations = found ?? NO_RELATIONS;
  const request: AccessRequest = present({
    capability,
    kind,
    actor,
    personId,
    relations,
    current,
    besidesHandover,
    now: known.now(),
    standsIn,
  });
  for (const { role, grade } of permitted) {
    const grants = role === 'RI' ? await grantsAbout(known, tenantId, relations) : [];
    if (holders(role).every((some) => admits(role, grade, some, { ...request, grants }))) return role;
  }
  return undefined;
}

/** The same; none is 404, like a record that is not there: a caller who may not see it does not learn that it exists. */
export async function requireRole(
  known: AccessFacts,
  asking: Asking,
  personId: string | null,
  holders: HoldersFor,
): Promise<string> {
  const role = await roleFor(known, asking, personId, holders);
  if (role === undefined) throw new Refusal('NOT_FOUND');
  return role;
}

/** Of a person whose key was destroyed nothing is known any more, but whose record it was. */
async function relationsIn(known: AccessFacts, tenantId: string, personId: string): Promise<Relations | undefined> {
  const relations = await known.relations(personId);
  return (relations.tenantId ?? (await known.tenantOf(personId))) === tenantId ? relations : undefined;
}

async function grantsAbout(known: AccessFacts, tenantId: string, { ties }: Relations): Promise<readonly Grant[]> {
  const grants: Grant[] = [];
  for (const id of new Set(Object.values(ties).map(({ organisationId }) => organisationId)))
    grants.push(...(await known.grantsOf(tenantId, id)));
  return grants;
}
