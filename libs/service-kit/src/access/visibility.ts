import { asksPurpose, gradeOf, READ_ONLY_ROLES, Refusal, type Capability, type Grade } from '@carethread/contracts';
import type { ActingParty } from '@carethread/event-sourcing';
import type { ServiceRuntime } from '../runtime/service-runtime.js';
import type { Relations } from './relations.js';

export interface Permitted {
  readonly role: string;
  readonly grade: Grade;
}

/** The first role of the token that permits the route. A command without one is 403, a read 404; the platform itself decides nothing. */
export function permit(capability: Capability, actor: ActingParty, kind: 'command' | 'read'): readonly Permitted[] {
  const permitted = actor.roles.flatMap((role): readonly Permitted[] => {
    const grade = kind === 'command' && READ_ONLY_ROLES.includes(role) ? undefined : gradeOf(capability, role);
    return grade === undefined ? [] : [{ role, grade }];
  });
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
    throw new Refusal('MALFORMED', ['X-Purpose']);
}

/** Which of the scopes a person gave to a contact opens which capability (model §3.5). */
const SCOPES: Readonly<Partial<Record<Capability, readonly string[]>>> = {
  readPlan: ['readPlan'],
  readSuperseded: ['readPlan'],
  readAdministrative: ['readPlan'],
  suggestContent: ['drawingUp', 'implementing'],
  acknowledgeReading: ['implementing', 'readPlan'],
  readRisk: ['readPlan'],
  readReview: ['review', 'readPlan'],
  readConsent: ['readPlan'],
  requestReview: ['review'],
  manageCopies: ['copies', 'readPlan'],
};

/**
 * The first permitted role that stands in the needed relation to the person's record. None is 404, like a record that is not
 * there: whoever may not see it does not learn that it exists.
 */
export async function visibleAs(
  runtime: ServiceRuntime,
  permitted: readonly Permitted[],
  capability: Capability,
  actor: ActingParty,
  tenantId: string,
  personId: string,
  options: { readonly open?: boolean; readonly holder?: string | undefined } = {},
): Promise<string> {
  const relations = await runtime.relations(personId);
  // Of a person whose key was destroyed nothing is known any more, but whose record it was.
  if ((relations.tenantId ?? (await runtime.tenantOf(personId))) !== tenantId) throw new Refusal('NOT_FOUND');
  const now = runtime.now();
  for (const { role, grade } of permitted) {
    if (options.open === true && role !== 'PE') return role;
    if (await stands(runtime, role, grade, capability, actor, personId, relations, now, options.holder)) return role;
  }
  throw new Refusal('NOT_FOUND');
}

async function stands(
  runtime: ServiceRuntime,
  role: string,
  grade: Grade,
  capability: Capability,
  actor: ActingParty,
  personId: string,
  relations: Relations,
  now: string,
  holder: string | undefined,
): Promise<boolean> {
  const named = relations.contacts[actor.userId] ?? [];
  const scopes = SCOPES[capability];
  const permits = scopes === undefined ? named.length > 0 : scopes.some((scope) => named.includes(scope));
  switch (role) {
    case 'AS':
    case 'SY':
      return true;
    case 'PE':
      return actor.personId === personId;
    case 'KW':
    case 'CS':
    case 'NC':
      return inTeam(relations, actor, holder) || (relations.breakGlass[actor.userId] ?? '') > now;
    case 'SM':
    case 'RM': {
      const organisationId = actor.organisationId ?? '';
      const tie = relations.organisations[organisationId];
      return (tie?.ever === true && tie.open > 0) || (relations.breakGlass[actor.userId] ?? '') > now;
    }
    case 'CC':
    case 'TM':
      return (
        Object.keys(relations.cases).length > 0 ||
        capability === 'openCpaCase' ||
        (relations.breakGlass[actor.userId] ?? '') > now
      );
    case 'LR':
      return ((relations.representatives[actor.userId] ?? []).length > 0 && relations.lacksCapacity) || permits;
    case 'OP':
    case 'CA':
    case 'AD':
      return permits;
    case 'RI':
      return inspected(runtime, actor, relations, now);
    case 'DW':
      return (relations.disclosures[actor.userId] ?? []).length > 0;
    default:
      return grade === 'Y';
  }
}

function inTeam(relations: Relations, actor: ActingParty, holder: string | undefined): boolean {
  return Object.values(relations.teams).some(
    (team) =>
      team.open && team.members.includes(actor.userId) && (holder === undefined || team.organisationId === holder),
  );
}

/** An inspector sees the people of the one service that the grant names, while it lasts. */
async function inspected(
  runtime: ServiceRuntime,
  actor: ActingParty,
  relations: Relations,
  now: string,
): Promise<boolean> {
  for (const [organisationId, tie] of Object.entries(relations.organisations)) {
    const { organisation } = (await runtime.known(organisationId)).relations;
    const granted = organisation?.inspections.some(
      (grant) =>
        grant.inspectorId === actor.userId &&
        grant.from <= now &&
        now <= grant.to &&
        (grant.serviceId === null || tie.serviceIds.length === 0 || tie.serviceIds.includes(grant.serviceId)),
    );
    if (granted === true) return true;
  }
  return false;
}
