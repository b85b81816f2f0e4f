import { localDate } from '@carethread/calendar';
import type { Capability, Grade } from '@carethread/contracts';
import type { ActingParty, Holder } from '@carethread/event-sourcing';
import type { Instant } from '@carethread/ledger';
import { heldIn, type Held } from './held.js';
import {
  commissions,
  confirmations,
  formerSince,
  glassBroken,
  handedOver,
  inOpenTeam,
  openTies,
  type Grant,
  type Relations,
} from './relations.js';
import { SCOPES } from './scopes.js';

/** An actor who needs one capability on one person's record, with everything that the decision rests on. */
export interface AccessRequest {
  readonly capability: Capability;
  readonly kind: 'command' | 'read';
  readonly actor: ActingParty;
  /** How things stand now: a former provider has no part in it (D23). */
  readonly current?: boolean;
  /** By what else than a handover that names the plan (R16). */
  readonly besidesHandover?: boolean;
  /** Whose record it is; null where it is nobody's. */
  readonly personId: string | null;
  readonly relations: Relations;
  readonly now: Instant;
  /** Whether the actor is the deputy of that user now, and has what they have. */
  readonly standsIn?: (userId: string) => boolean;
  /** Inspections of organisations that are or were tied to the person. */
  readonly grants?: readonly Grant[];
}

/** Roles of people whose organisation acts. */
const OF_AN_ORGANISATION: readonly string[] = ['KW', 'CS', 'NC', 'SM', 'RM', 'CC', 'TM', 'SY'];

/** What stands for any relation to the person at all: who has none learns of no list. */
export const RELATED: readonly Holder[] = [{ kind: 'own' }, { kind: 'serving' }];

/**
 * Whether a role may have a thing that these hold (architecture §6b). Access belongs to the thing: what an organisation holds is
 * open to its own people, as far as their ties to the person reach, and to those whom the person permits; to no other.
 */
export function admits(role: string, grade: Grade, holders: readonly Holder[], request: AccessRequest): boolean {
  const held = holders.flatMap((holder) => heldIn(request.relations, holder, role, request.actor) ?? []);
  return held.some((one) => admitsTo(one, role, grade, request));
}

function admitsTo(held: Held, role: string, grade: Grade, request: AccessRequest): boolean {
  const { actor } = request;
  if (held.by === 'tenant') return true;
  // Staff act for an organisation, or not at all.
  const acts = actor.organisationId !== undefined || !OF_AN_ORGANISATION.includes(role);
  if (held.by === 'users' && acts && held.userIds.includes(actor.userId)) return true;
  if (held.by === 'staff') {
    const isThey = acts && held.user === actor.user;
    // What is one's own alone, an auditor does not read either.
    if (request.capability === 'ownSettings') return isThey;
    return request.kind === 'read' && (isThey || role === 'AU');
  }
  switch (role) {
    case 'AS':
      return assessor(held, request);
    case 'KW':
    case 'CS':
    case 'NC':
    case 'SM':
    case 'RM':
    case 'CC':
    case 'TM':
    case 'SY':
      return acts && ofOrganisation(held, role, request);
    case 'PE':
      return request.personId !== null && actor.personId === request.personId;
    case 'LR':
      return represents(request) || (held.by !== 'person' && permits(actor.userId, request));
    case 'OP':
    case 'CA':
    case 'AD':
      return held.by !== 'person' && permits(actor.userId, request);
    case 'RI':
      return request.kind === 'read' && inspects(held, request);
    case 'DW':
      return held.by === 'serving' && Object.values(request.relations.disclosures).includes(actor.userId);
    default:
      return grade === 'Y';
  }
}

/** The council writes what it holds, and reads what others hold for people whom it assessed, plans for or handed over. */
function assessor(held: Held, { kind, relations }: AccessRequest): boolean {
  switch (held.by) {
    case 'council':
    case 'sheet':
    case 'safetyList':
    case 'serving':
      return true;
    case 'organisation':
      return kind === 'read' && relations.knownToCouncil;
    case 'person':
    case 'tenant':
    case 'users':
    case 'staff':
      return false;
  }
}

/** People of an organisation: what it holds, the person's sheet once its tie is confirmed, and what is passed on or permitted. */
function ofOrganisation(held: Held, role: string, request: AccessRequest): boolean {
  const { actor, relations, kind, personId } = request;
  const { organisationId } = actor;
  if (personId === null) return held.by === 'organisation' && held.organisationId === organisationId;
  const reads = kind === 'read';
  if (held.by === 'organisation' && held.organisationId === organisationId)
    return (
      (isOfTheirs(held, role) && isTied(held, role, request)) ||
      (reads && (isFormer(role, request) || brokeGlass(request)))
    );
  if (reads && held.by === 'organisation' && wasTheirs(held, request) && isFormer(role, request)) return true;
  if (reads && organisationId !== undefined && permits(organisationId, request) && reachesPerson(role, request))
    return true;
  if (held.by === 'safetyList' && reads && brokeGlass(request)) return true;
  if (!isTied(undefined, role, request)) return false;
  const confirmed = confirmations(relations, organisationId);
  switch (held.by) {
    case 'serving':
      return true;
    case 'sheet':
    case 'safetyList':
      return confirmed.length > 0 && (reads || role !== 'CS');
    case 'council':
      // A council’s machine fetches the versions of its own plans, of which its notices tell.
      if (role === 'SY' && held.planId !== undefined && held.organisationId === organisationId) return reads;
      // An emergency opens the sheet and the organisation's own episode, and nothing of others.
      return (
        reads &&
        ((held.passedOn && confirmed.some((by) => by !== 'emergency')) ||
          (held.planId !== undefined &&
            request.besidesHandover !== true &&
            HANDED_OVER.includes(request.capability) &&
            handedOver(relations, held.planId, organisationId) !== undefined))
      );
    case 'organisation':
    case 'person':
    case 'tenant':
    case 'users':
    case 'staff':
      return false;
  }
}

function wasTheirs(
  { formerly = [] }: Extract<Held, { by: 'organisation' }>,
  { actor: { organisationId } }: AccessRequest,
): boolean {
  return organisationId !== undefined && formerly.includes(organisationId);
}

/** R16: what a handover opens of the plan that it names: its versions. The council still writes its draft, and asks for consent and reviews. */
const HANDED_OVER: readonly Capability[] = ['readPlan', 'readSuperseded', 'readAdministrative'];

/** Mental health staff have cases and CPA plans; their trust may also provide other care, which is not theirs. */
function isOfTheirs(held: Extract<Held, { by: 'organisation' }>, role: string): boolean {
  return (role !== 'CC' && role !== 'TM') || held.planKind === undefined || held.planKind === 'cpa';
}

/** An open tie of the kind that the role rests on: a team, an organisation, a case. */
function isTied(held: Held | undefined, role: string, request: AccessRequest): boolean {
  const { actor, relations, capability } = request;
  const { organisationId } = actor;
  const open = openTies(relations, organisationId);
  const isThem = themIn(request);
  switch (role) {
    case 'KW':
    case 'CS':
    case 'NC':
      return inOpenTeam(relations, isThem, organisationId) || (capability === 'breakGlass' && open.length > 0);
    case 'CC':
      if (capability === 'breakGlass') return open.length > 0;
      // A trust may hold one case of a person: any of its co-ordinators may ask for one.
      if (capability === 'openCpaCase') return true;
      if (held?.by === 'organisation' && held.coordinatorId !== undefined)
        return isThem(held.coordinatorId) && open.some(({ kind }) => kind === 'case');
      return open.some((tie) => tie.kind === 'case' && tie.coordinatorId !== undefined && isThem(tie.coordinatorId));
    case 'TM':
      return capability === 'openCpaCase' || open.some(({ kind }) => kind === 'case');
    case 'SY':
      return open.length > 0 || commissions(relations, organisationId) === 'now';
    default:
      return open.length > 0 || capability === 'agreeService';
  }
}

/** What it held before its last tie ended stays readable to those who answer for an organisation, led the team or had the case (D23). */
function isFormer(role: string, { actor, relations, capability, current = false }: AccessRequest): boolean {
  const { organisationId, userId } = actor;
  const isOver = formerSince(relations, organisationId) !== undefined;
  // The last notice says that the plan is closed, and is for the machine.
  if (role === 'SY')
    return (
      !current &&
      (isOver || commissions(relations, organisationId) === 'once') &&
      (capability === 'readNotices' || capability === 'readSubscriptions')
    );
  if (current || !isOver) return false;
  if (role === 'SM' || role === 'RM') return true;
  if (role === 'KW')
    return Object.values(relations.teams).some(
      (team) => team.organisationId === organisationId && team.keyworkerId === userId,
    );
  const cases = Object.values(relations.ties).filter(
    (tie) => tie.organisationId === organisationId && tie.kind === 'case',
  );
  return (
    (role === 'TM' && cases.length > 0) ||
    (role === 'CC' && cases.some(({ coordinatorId }) => coordinatorId === userId))
  );
}

/** R20: reads only, of what one's own organisation holds and of the safety list; it serves the person still. */
function brokeGlass({ actor, relations, now }: AccessRequest): boolean {
  return openTies(relations, actor.organisationId).length > 0 && glassBroken(relations, actor, now) !== undefined;
}

function reachesPerson(role: string, request: AccessRequest): boolean {
  const { actor, relations } = request;
  return !['KW', 'CS', 'NC'].includes(role) || inOpenTeam(relations, themIn(request), actor.organisationId);
}

/** Who acts, or is acted for: a deputy has the people of whom they stand in for, as if they were of their team. */
function themIn({ actor, standsIn }: AccessRequest): (userId: string) => boolean {
  return (userId) => userId === actor.userId || standsIn?.(userId) === true;
}

function permits(contactId: string, { relations, capability }: AccessRequest): boolean {
  const given = relations.contacts[contactId] ?? [];
  return (SCOPES[capability] ?? []).some((scope) => given.includes(scope));
}

/** What an authority and the finding behind it are about: the contacts are a decision of their own. */
const BEARS_ON: Readonly<Partial<Record<Capability, readonly string[]>>> = {
  changeInvolvement: ['contacts', 'planConsent'],
  readDisclosedCopy: ['disclosure', 'planConsent'],
};

/**
 * A lawful representative: the authority verified and in force, the finding current and about such things. For a signature or a
 * withdrawal the authority alone ties them, also after its end, so that they see why it does not hold (D3).
 */
function represents({ actor, relations, capability, now }: AccessRequest): boolean {
  const own = Object.values(relations.authorities).filter(({ holders }) => holders.includes(actor.userId));
  if (capability === 'sign' || capability === 'refuseOrWithdraw') return own.length > 0;
  const today = localDate(now);
  const lacking = Object.entries(relations.lacking).filter(([, reviewOn]) => reviewOn === '' || reviewOn >= today);
  const bears = BEARS_ON[capability];
  return (
    own.some(({ verified, ended }) => verified && !ended) &&
    lacking.some(([decision]) => bears === undefined || bears.includes(decision))
  );
}

/** An inspector reads what the organisation that a grant names holds for the people of that service, while it lasts. */
function inspects(held: Held, { actor, relations, grants = [], now }: AccessRequest): boolean {
  return grants.some(({ inspectorId, organisationId, serviceId, from, to }) => {
    if (inspectorId !== actor.userId || from > now || now > to) return false;
    const ties = Object.values(relations.ties).filter((tie) => tie.organisationId === organisationId);
    const served = ties.some((tie) => serviceId === null || tie.serviceId === undefined || tie.serviceId === serviceId);
    if (!served) return false;
    if (held.by === 'serving') return true;
    if (held.by === 'organisation') return held.organisationId === organisationId;
    return (held.by === 'sheet' || held.by === 'safetyList') && ties.some(({ closedAt }) => closedAt === undefined);
  });
}
