import { organisationOf, type Column } from './columns.js';
import { gradeOf, PERSONLESS, type Operation, type Thing } from './operations.js';

/**
 * What is expected of each operation, role and column, from model §7, architecture §6b and R18 to R29 alone: this program knows
 * nothing of the code that decides. `open`: allowed to ask; whether the command is then accepted is another matter.
 */
export type Expected = 'open' | 401 | 403 | 404;

/** People of the world that the columns speak of: the council assessed the person, the holder has the person's signature. */
const READ_ONLY = ['AU', 'RI', 'DW'];
const CARE = ['KW', 'CS', 'NC'];
const MANAGERS = ['SM', 'RM'];
const MENTAL_HEALTH = ['CC', 'TM'];
const CONTACTS = ['OP', 'CA', 'AD', 'LR'];
const OF_AN_ORGANISATION = [...CARE, ...MANAGERS, ...MENTAL_HEALTH, 'SY'];

/** Which scope of a contact opens what (model §3.5); what is not named is opened by none. */
const OPENED_BY: Readonly<Record<string, readonly string[]>> = {
  readPlan: ['readPlan'],
  readSuperseded: ['readPlan'],
  readAdministrative: ['readPlan'],
  readRisk: ['readPlan'],
  readReview: ['review', 'readPlan'],
  readConsent: ['readPlan'],
  readSafety: ['readPlan'],
  readStaff: ['readPlan', 'drawingUp', 'implementing', 'review'],
  readPerson: ['readPlan', 'drawingUp', 'implementing', 'review'],
  suggestContent: ['drawingUp', 'implementing'],
  readContributions: ['drawingUp', 'implementing', 'readPlan'],
  acknowledgeReading: ['implementing', 'readPlan'],
  requestReview: ['review'],
  reportChange: ['implementing', 'review', 'readPlan'],
  manageCopies: ['copies', 'readPlan'],
  assessRisk: ['drawingUp', 'implementing'],
  recordCapacity: ['drawingUp', 'implementing'],
  sign: ['drawingUp', 'review', 'implementing'],
};

export function expected(operation: Operation, role: string, column: Column): Expected {
  const { kind, row, thing } = operation;
  if (role === 'SY' && organisationOf(column) === 'none') return 401;
  const grade = gradeOf(row, role);
  if (grade === undefined || (kind === 'command' && READ_ONLY.includes(role))) return kind === 'command' ? 403 : 404;
  return stands(operation, role, column) && !(column === 'otherTenant' && isOfThisTenant(thing)) ? 'open' : 404;
}

/** What is there in every tenant, each of which has its own. */
const IN_EVERY_TENANT: readonly Thing[] = [
  'registration',
  ...PERSONLESS.filter((thing) => thing !== 'grant' && thing !== 'endpoint'),
];

/** What a token of another tenant does not reach; what is set or recorded in one's own tenant is not there in the other. */
const isOfThisTenant = (thing: Thing): boolean => !IN_EVERY_TENANT.includes(thing);

function stands({ kind, row, thing, path }: Operation, role: string, column: Column): boolean {
  const reads = kind === 'read';
  if (thing === 'configuration' || thing === 'people') return true;
  if (thing === 'own') return !OF_AN_ORGANISATION.includes(role) || organisationOf(column) !== 'none';
  if (thing === 'feed') return organisationOf(column) !== 'none';
  if (thing === 'registration') return role === 'AS' || organisationOf(column) !== 'none';
  if (thing === 'task') return isOnTheirList(role, column, reads);
  // What is made out to somebody they read, and find in the list; staff act for an organisation or not at all.
  if (
    ['disclosure', 'disclosures', 'notice', 'notices'].includes(thing) &&
    column === 'recipient' &&
    !OF_AN_ORGANISATION.includes(role)
  )
    return true;
  if (thing === 'copies' && column === 'contact:copies' && !OF_AN_ORGANISATION.includes(role)) return true;
  if (role === 'PE') return column === 'person';
  if (CONTACTS.includes(role)) return thing !== 'request' && isOpenedTo(row, column);
  if (role === 'RI')
    return (
      (column === 'grantOpen' && isHeldByTheOrganisation(thing)) ||
      (column === 'grantOfAnother' && ['related', 'notices', 'sheet', 'safetyList'].includes(thing))
    );
  if (role === 'DW') return ['caseRelated', 'disclosures'].includes(thing) && column === 'recipient';
  if (role === 'AS') return council(thing, reads);
  if (OF_AN_ORGANISATION.includes(role))
    return organisationOf(column) !== 'none' && staff({ thing, path }, role, column, reads);
  return true;
}

/**
 * A task of the keyworker is theirs, in whichever role they reach it, and their managers’; auditor and data protection officer see it.
 * With the service it leaves the keyworker, and is their managers’ alone.
 */
function isOnTheirList(role: string, column: Column, reads: boolean): boolean {
  if (role === 'AU' || role === 'DP') return true;
  if (['KW', 'CS', 'RX'].includes(role) || (role === 'AS' && reads)) return column === 'keyworker';
  const holder = organisationOf(column) === 'holder' && column !== 'otherTenant';
  return MANAGERS.includes(role) && holder && (reads || column !== 'formerHolder');
}

/** `contact:<scope>` is a contact with that one scope. */
function isOpenedTo(row: string, column: Column): boolean {
  const scope = column.startsWith('contact:') ? column.slice('contact:'.length) : undefined;
  return scope !== undefined && (OPENED_BY[row] ?? []).includes(scope);
}

/** The council writes what it holds; it reads what providers hold, since it assessed the person. */
function council(thing: Thing, reads: boolean): boolean {
  switch (thing) {
    case 'sheet':
    case 'safetyList':
    case 'assessment':
    case 'handover':
    case 'newHandover':
    case 'new':
    case 'commissioned':
    case 'agreement':
    case 'related':
    case 'caseRelated':
    case 'disclosures':
    case 'notices':
    case 'newGrant':
    case 'registration':
    case 'configuration':
    case 'people':
    case 'own':
    case 'newCaseAttachment':
      return true;
    case 'held':
    case 'copies':
    case 'notice':
    case 'case':
      return reads;
    case 'breakGlass':
    case 'newCase':
    case 'newDisclosure':
    case 'disclosure':
    case 'grant':
    case 'newRequest':
    case 'request':
    case 'newTraining':
    case 'training':
    case 'newEndpoint':
    case 'endpoint':
    case 'audit':
    case 'replay':
    case 'accessLog':
    case 'task':
    case 'feed':
      return false;
  }
}

/** What an inspector reads under a grant of the organisation: what it holds, and while it serves the person, the sheet. */
function isHeldByTheOrganisation(thing: Thing): boolean {
  return ['held', 'copies', 'commissioned', 'handover', 'related', 'notice', 'notices', 'sheet', 'safetyList'].includes(
    thing,
  );
}

const IN_TEAM: readonly Column[] = ['keyworker', 'teamMember'];

/** People of an organisation: by role, whether their tie to the person is open there. */
function isTied(role: string, column: Column): boolean {
  if (column === 'otherTenant') return false;
  const org = organisationOf(column);
  if (CARE.includes(role)) return IN_TEAM.includes(column) || column === 'otherProvider';
  if (MANAGERS.includes(role) || role === 'SY')
    return (org === 'holder' && column !== 'formerHolder') || org === 'other';
  return false;
}

/** D23: a former provider has no record of how things stand now. */
const AS_THINGS_STAND: readonly string[] = [
  '/care-plan/plans/:id/draft',
  '/care-plan/plans/:id/coverage',
  '/care-plan/plans/:id/readiness',
  '/care-plan/plans/:id/contributions',
  '/review/plans/:id/obligations',
  '/review/plans/:id/since-last-review',
  '/review/persons/:personId/outcome-evidence',
  '/consent/plans/:planId/consent',
];

function staff(
  { thing, path }: Pick<Operation, 'thing' | 'path'>,
  role: string,
  column: Column,
  reads: boolean,
): boolean {
  const org = organisationOf(column);
  const brokeGlass = reads && column === 'breakGlassOpen';
  // The notices of a subscription are for the machine, the last one too; in both columns it is the keyworker who asks.
  const keeps =
    MANAGERS.includes(role) || role === 'KW' || (role === 'SY' && path.startsWith('/care-plan/subscriptions'));
  const kept = reads && keeps && !AS_THINGS_STAND.includes(path);
  const former = kept && column === 'formerHolder';
  switch (thing) {
    case 'held':
    case 'copies':
    case 'notice':
    case 'commissioned':
      return (org === 'holder' && isTied(role, column)) || brokeGlass || former;
    case 'handover':
      return (org === 'holder' && isTied(role, column)) || brokeGlass || former;
    case 'related':
    case 'notices':
      return isTied(role, column) || brokeGlass || former || (kept && column === 'formerProvider');
    case 'sheet':
      return isTied(role, column) && (reads || role !== 'CS');
    // Whoever breaks the glass reads this of the person's sheet, and no more of it.
    case 'safetyList':
      return isTied(role, column) || brokeGlass;
    case 'assessment':
      return reads && isTied(role, column);
    case 'new':
      return isTied(role, column);
    case 'agreement':
      return column !== 'otherTenant';
    case 'breakGlass':
      return (org === 'holder' && column !== 'formerHolder' && column !== 'otherTenant') || org === 'other';
    case 'accessLog':
      return isTied(role, column) || brokeGlass || former || column === 'formerProvider';
    case 'newCase':
      return true;
    case 'case':
    case 'newDisclosure':
    case 'disclosure':
      return ofCase(role, column, reads);
    case 'caseRelated':
    case 'disclosures':
      return ofCase(role, column, reads);
    case 'newCaseAttachment':
      return ofCase(role, column, false);
    case 'newGrant':
    case 'newTraining':
    case 'newEndpoint':
      return true;
    case 'grant':
    case 'training':
    case 'endpoint':
      return org === 'holder' && column !== 'otherTenant';
    case 'newHandover':
    case 'newRequest':
    case 'request':
    case 'audit':
    case 'replay':
    case 'registration':
    case 'configuration':
    case 'people':
    case 'own':
    case 'task':
    case 'feed':
      return false;
  }
}

/** A case is its co-ordinator's and its trust's team manager's; broken glass opens it for reading. */
function ofCase(role: string, column: Column, reads: boolean): boolean {
  if (organisationOf(column) !== 'holder' || column === 'otherTenant') return false;
  if (reads && column === 'breakGlassOpen') return true;
  if (column === 'formerHolder') return reads;
  return role === 'TM' || (role === 'CC' && column === 'keyworker');
}
