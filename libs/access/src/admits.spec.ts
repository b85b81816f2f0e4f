import { gradeOf, type Capability } from '@carethread/contracts';
import {
  COUNCIL,
  heldBy,
  heldWithPlan,
  OWN,
  SAFETY_LIST,
  SHEET,
  type ActingParty,
  type Holder,
} from '@carethread/event-sourcing';
import { admits, RELATED, type AccessRequest } from './admits.js';
import { relationsAfter, type RelationFact } from './evolve-relations.js';
import { handedOver } from './relations.js';

const TENANT = 'tenant-1';
const NOW = '2026-03-02T09:00:00.000Z';
const [PERSON, PR1, PR3, TRUST] = ['person-1', 'provider-1', 'provider-3', 'trust-1'];

const fact = (type: string, data: object, recordedAt = '2026-01-05T09:00:00.000Z'): RelationFact => ({
  type,
  data,
  recordedAt,
  tenantId: TENANT,
});
const registered = fact('assessment.person-registered.v1', {});
const agreed = (organisationId: string, episodeId: string): RelationFact =>
  fact('care-plan.service-agreement-made.v1', {
    episodeId,
    providerId: organisationId,
    serviceId: `of ${organisationId}`,
  });
const team = (organisationId: string, episodeId: string, keyworkerId: string, ...others: string[]): RelationFact =>
  fact('care-plan.care-team-assigned.v1', {
    episodeId,
    organisationId,
    keyworkerId,
    members: others.map((userId) => ({ userId, purposes: [] })),
  });
const planOpened = (organisationId: string, planId: string, planKind = 'provider'): RelationFact =>
  fact('care-plan.care-plan-opened.v1', { planId, organisationId, planKind });
const signed = (organisationId: string, planId: string): RelationFact =>
  fact('care-plan.plan-version-published.v1', { planId, organisationId, planKind: 'provider', signOffId: 's' });
const ended = (organisationId: string, episodeId: string): RelationFact =>
  fact('care-plan.service-ended.v1', { episodeId, providerId: organisationId }, '2026-02-01T09:00:00.000Z');
const assessed = fact('assessment.assessment-completed.v1', { kind: 'councilNeeds' });

/** PR3 serves the person with a plan that the person has not signed yet; PR1 has agreed a service, and no more. */
const SERVED = [
  registered,
  assessed,
  agreed(PR3, 'episode-3'),
  team(PR3, 'episode-3', 'kw-3', 'cs-3'),
  planOpened(PR3, 'plan-3'),
  agreed(PR1, 'episode-1'),
  team(PR1, 'episode-1', 'kw-1'),
  planOpened(PR1, 'plan-1'),
];
const PLAN3 = heldWithPlan('plan-3');
const ASSESSMENT: Holder = { kind: 'council', passedOn: true };

interface Who {
  readonly role: string;
  readonly organisationId?: string;
  readonly userId?: string;
  readonly personId?: string;
}
function may(
  { role, userId = `some-${role}`, ...party }: Who,
  capability: Capability,
  kind: 'command' | 'read',
  holders: Holder | readonly Holder[],
  facts: readonly RelationFact[],
  more: Partial<AccessRequest> = {},
): boolean {
  const actor: ActingParty = {
    userId,
    user: `pseudonym of ${userId}`,
    role,
    roles: [role],
    serviceIds: [],
    qualifications: [],
    ...party,
  };
  const listed = Array.isArray(holders) ? (holders as readonly Holder[]) : [holders as Holder];
  const request: AccessRequest = {
    capability,
    kind,
    actor,
    personId: PERSON,
    relations: relationsAfter(facts),
    now: NOW,
    ...more,
  };
  return admits(role, gradeOf(capability, role) ?? 'R', listed, request);
}

describe('R18: what an organisation holds is open to its own people alone', () => {
  const kw3 = { role: 'KW', userId: 'kw-3', organisationId: PR3 };
  const kw1 = { role: 'KW', userId: 'kw-1', organisationId: PR1 };
  const [sm3, sm1] = [
    { role: 'SM', organisationId: PR3 },
    { role: 'SM', organisationId: PR1 },
  ];

  it.each<[string, Who, boolean]>([
    ['the keyworker', kw3, true],
    ['another member of the team', { role: 'CS', userId: 'cs-3', organisationId: PR3 }, true],
    ['the manager', sm3, true],
    ['a member of staff outside the team', { role: 'KW', userId: 'kw-9', organisationId: PR3 }, false],
    ['the keyworker of another provider of the same person', kw1, false],
    ['the manager of another provider of the same person', sm1, false],
    ['a stranger provider', { role: 'SM', organisationId: 'provider-9' }, false],
    ['a role of an organisation without one', { role: 'SM' }, false],
  ])('%s reads the plan: %s', (_, who, expected) => {
    expect(may(who, 'readPlan', 'read', PLAN3, SERVED)).toBe(expected);
  });

  it('a deputy has what whoever is away has of the person, at their organisation, and no more', () => {
    const deputy = { role: 'KW', userId: 'kw-9', organisationId: PR3 };
    const standsIn = (userId: string): boolean => userId === 'kw-3';
    for (const kind of ['read', 'command'] as const) {
      expect(may(deputy, 'draftPlan', kind, PLAN3, SERVED, { standsIn })).toBe(true);
      expect(may(deputy, 'draftPlan', kind, PLAN3, SERVED, { standsIn: (userId) => userId === 'kw-8' })).toBe(false);
    }
    expect(may({ ...deputy, organisationId: PR1 }, 'draftPlan', 'read', PLAN3, SERVED, { standsIn })).toBe(false);
  });

  it('a plan that nobody knows is held by nobody', () => {
    expect(may(sm3, 'readPlan', 'read', heldWithPlan('plan-9'), SERVED)).toBe(false);
  });

  it('PR1’s people write nothing of PR3’s, though they serve the same person', () => {
    expect(may(kw1, 'draftPlan', 'command', PLAN3, SERVED)).toBe(false);
    expect(may(sm1, 'runService', 'command', heldBy(PR3), SERVED)).toBe(false);
    expect(may(kw3, 'draftPlan', 'command', PLAN3, SERVED)).toBe(true);
  });

  it('another provider reads what the person permits to it as an organisation, and writes nothing', () => {
    const permitted = [...SERVED, fact('consent.contact-named.v1', { contactId: PR1, scopes: ['readPlan'] })];
    expect(may(sm1, 'readPlan', 'read', PLAN3, permitted)).toBe(true);
    expect(may(kw1, 'readPlan', 'read', PLAN3, permitted)).toBe(true);
    expect(may({ ...kw1, userId: 'kw-8' }, 'readPlan', 'read', PLAN3, permitted)).toBe(false);
    expect(may(sm1, 'suspendPlan', 'command', PLAN3, permitted)).toBe(false);
    const withdrawn = [...permitted, fact('consent.involvement-withdrawn.v1', { contactId: PR1, scopes: [] })];
    expect(may(sm1, 'readPlan', 'read', PLAN3, withdrawn)).toBe(false);
  });

  it('CPA: a co-ordinator has their own cases, a team manager those of the trust; another trust has none', () => {
    const opened = fact('cpa-coordination.cpa-case-opened.v1', {
      caseId: 'case-1',
      coordinatorId: 'cc-1',
      organisationId: TRUST,
    });
    const held: Holder = { kind: 'case', organisationId: TRUST, coordinatorId: 'cc-1' };
    const facts = [registered, opened, planOpened(TRUST, 'plan-c', 'cpa'), planOpened(TRUST, 'plan-p')];
    const cc = { role: 'CC', userId: 'cc-1', organisationId: TRUST };
    const tm = { role: 'TM', organisationId: TRUST };
    expect(may(cc, 'manageCpaCase', 'command', held, facts)).toBe(true);
    expect(may({ ...cc, userId: 'cc-2' }, 'manageCpaCase', 'command', held, facts)).toBe(false);
    // Another co-ordinator of the trust who would open a second case learns that there is one; nobody of another trust does.
    expect(may({ ...cc, userId: 'cc-2' }, 'openCpaCase', 'read', held, facts)).toBe(true);
    expect(may({ ...cc, organisationId: 'trust-2' }, 'openCpaCase', 'read', held, facts)).toBe(false);
    expect(may({ ...tm, organisationId: 'trust-2' }, 'openCpaCase', 'read', held, facts)).toBe(false);
    expect(may({ ...cc, organisationId: 'trust-2' }, 'readCpaCase', 'read', held, facts)).toBe(false);
    expect(may(tm, 'readCpaCase', 'read', held, facts)).toBe(true);
    expect(may({ role: 'TM', organisationId: 'trust-2' }, 'readCpaCase', 'read', held, facts)).toBe(false);
    expect(may(cc, 'readPlan', 'read', heldWithPlan('plan-c'), facts)).toBe(true);
    expect(may(cc, 'readPlan', 'read', heldWithPlan('plan-p'), facts)).toBe(false);
    expect(may(cc, 'readPlan', 'read', PLAN3, [...SERVED, opened])).toBe(false);
  });

  it('a case that moves to another trust is closed to the one before, who reads its own record', () => {
    const moved = [
      registered,
      fact('cpa-coordination.cpa-case-opened.v1', { caseId: 'c', coordinatorId: 'cc-1', organisationId: TRUST }),
      fact('cpa-coordination.cpa-team-changed.v1', { caseId: 'c', teamId: 't', organisationId: 'trust-2' }),
    ];
    const held: Holder = { kind: 'case', organisationId: 'trust-2', coordinatorId: 'cc-1' };
    expect(may({ role: 'TM', organisationId: TRUST }, 'readCpaCase', 'read', held, moved)).toBe(false);
    expect(may({ role: 'TM', organisationId: 'trust-2' }, 'readCpaCase', 'read', held, moved)).toBe(true);
    expect(may({ role: 'TM', organisationId: TRUST }, 'readPlan', 'read', heldBy(TRUST), moved)).toBe(true);
    expect(may({ role: 'TM', organisationId: TRUST }, 'closePlan', 'command', heldBy(TRUST), moved)).toBe(false);
  });

  it('D23: the team that had a case reads what it had, as the one that has it now plans on', () => {
    const opened = fact('cpa-coordination.cpa-case-opened.v1', {
      caseId: 'c',
      coordinatorId: 'cc-1',
      organisationId: TRUST,
    });
    const moved = [
      registered,
      opened,
      planOpened(TRUST, 'plan-c', 'cpa'),
      planOpened(TRUST, 'plan-p'),
      fact('cpa-coordination.cpa-team-changed.v1', { caseId: 'c', teamId: 't', organisationId: 'trust-2' }),
      fact('cpa-coordination.care-coordinator-reallocated.v1', { caseId: 'c', toUserId: 'cc-2' }),
    ];
    const held: Holder = { kind: 'case', organisationId: 'trust-2', coordinatorId: 'cc-2', formerly: [TRUST] };
    const [plan, other] = [heldWithPlan('plan-c'), heldWithPlan('plan-p')];
    const now = { role: 'CC', userId: 'cc-2', organisationId: 'trust-2' };
    const before = { role: 'CC', userId: 'cc-1', organisationId: TRUST };
    const manager = { role: 'TM', organisationId: TRUST };
    expect(may(now, 'draftPlan', 'command', plan, moved)).toBe(true);
    expect(may(now, 'readPlan', 'read', other, moved)).toBe(false);
    for (const who of [before, manager]) {
      expect(may(who, 'readPlan', 'read', plan, moved)).toBe(true);
      expect(may(who, 'readCpaCase', 'read', held, moved)).toBe(true);
      expect(may(who, 'readPlan', 'read', plan, moved, { current: true })).toBe(false);
      expect(may(who, 'draftPlan', 'command', plan, moved)).toBe(false);
      expect(may(who, 'manageCpaCase', 'command', held, moved)).toBe(false);
    }
    expect(may({ ...before, userId: 'cc-3' }, 'readPlan', 'read', plan, moved)).toBe(false);
    expect(may({ ...before, organisationId: 'trust-3' }, 'readCpaCase', 'read', held, moved)).toBe(false);
  });
});

describe('R19: no one opens a door for themselves', () => {
  const sm = { role: 'SM', organisationId: PR1 };
  const opens = (facts: readonly RelationFact[]) => ({
    own: may(sm, 'readPlan', 'read', heldWithPlan('plan-1'), facts),
    others: may(sm, 'readPlan', 'read', PLAN3, facts),
    sheet: may(sm, 'readPerson', 'read', SHEET, facts),
    assessment: may(sm, 'readPlan', 'read', ASSESSMENT, facts),
  });

  it('an agreement alone opens its own resources and nothing else', () => {
    expect(opens(SERVED)).toEqual({ own: true, others: false, sheet: false, assessment: false });
  });

  it.each([
    ['the person’s signature on that plan', signed(PR1, 'plan-1'), true],
    ['a permission', fact('consent.contact-named.v1', { contactId: PR1, scopes: ['review'] }), true],
    ['own registration', fact('assessment.person-registered.v1', { registeredBy: PR1 }), true],
    ['a handover', fact('assessment.handover-issued.v1', { handoverId: 'h', providerId: PR1 }), true],
    ['a recorded emergency', fact('care-plan.service-started.v1', { episodeId: 'episode-1', emergency: true }), false],
  ])('%s confirms it: the sheet opens, and what the council passes on: %s', (_, confirmed, assessment) => {
    expect(opens([...SERVED, confirmed])).toEqual({ own: true, others: false, sheet: true, assessment });
  });

  it('the person’s signature on another’s plan confirms nothing, nor does one from before the tie', () => {
    expect(opens([...SERVED, signed(PR3, 'plan-3')]).sheet).toBe(false);
    const before = [
      registered,
      agreed(PR1, 'episode-0'),
      planOpened(PR1, 'plan-1'),
      signed(PR1, 'plan-1'),
      ended(PR1, 'episode-0'),
      { ...agreed(PR1, 'episode-1'), recordedAt: '2026-02-20T09:00:00.000Z' },
    ];
    expect(opens(before).sheet).toBe(false);
  });

  it('R16: an accepted handover opens the named council plan until the episode it led to ends', () => {
    const council = planOpened('council-1', 'plan-0', 'localAuthority');
    const accepted = [
      registered,
      council,
      fact('assessment.handover-issued.v1', { handoverId: 'h', providerId: PR1 }),
      fact('assessment.handover-accepted.v1', {
        handoverId: 'h',
        providerId: PR1,
        keyworkerId: 'kw-1',
        planRef: { id: 'plan-0', version: 1 },
      }),
    ];
    const reads = (facts: readonly RelationFact[]) => may(sm, 'readPlan', 'read', heldWithPlan('plan-0'), facts);
    expect(reads(accepted.slice(0, 3))).toBe(false);
    expect(reads(accepted)).toBe(true);
    expect(may(sm, 'draftPlan', 'command', heldWithPlan('plan-0'), accepted)).toBe(false);
    // Its versions: the draft, the sign-offs and the reviews are the council's.
    expect(may(sm, 'readSuperseded', 'read', heldWithPlan('plan-0'), accepted)).toBe(true);
    for (const capability of ['draftPlan', 'readConsent', 'readReview'] as const)
      expect(may(sm, capability, 'read', heldWithPlan('plan-0'), accepted)).toBe(false);
    // By nothing else: who sees it by a handover alone sees the version that it names, and those in force.
    expect(may(sm, 'readPlan', 'read', heldWithPlan('plan-0'), accepted, { besidesHandover: true })).toBe(false);
    const permitted = [...accepted, fact('consent.contact-named.v1', { contactId: PR1, scopes: ['readPlan'] })];
    expect(may(sm, 'readPlan', 'read', heldWithPlan('plan-0'), permitted, { besidesHandover: true })).toBe(true);
    expect(handedOver(relationsAfter(accepted), 'plan-0', PR1)).toEqual([1]);
    expect(handedOver(relationsAfter(accepted), 'plan-9', PR1)).toBeUndefined();
    expect(handedOver(relationsAfter(accepted), 'plan-0', PR3)).toBeUndefined();
    const episode = fact('care-plan.service-agreement-made.v1', { episodeId: 'e', providerId: PR1, handoverId: 'h' });
    expect(reads([...accepted, episode])).toBe(true);
    expect(reads([...accepted, episode, ended(PR1, 'e')])).toBe(false);
    // Another episode of the provider, that it did not lead to, keeps nothing open.
    expect(reads([...accepted, agreed(PR1, 'another'), episode, ended(PR1, 'e')])).toBe(false);
  });

  it('R16: a handover opens what the council passes on for reading, and nothing of it for writing', () => {
    const handed = [...SERVED, fact('assessment.handover-issued.v1', { handoverId: 'h', providerId: PR1 })];
    expect(may(sm, 'assess', 'read', ASSESSMENT, handed)).toBe(true);
    expect(may(sm, 'assess', 'command', ASSESSMENT, handed)).toBe(false);
  });

  it('R16: an accepted handover opens no other council plan than the one it names', () => {
    const facts = [
      registered,
      planOpened('council-1', 'plan-0', 'localAuthority'),
      planOpened('council-1', 'plan-9', 'localAuthority'),
      fact('assessment.handover-accepted.v1', {
        handoverId: 'h',
        providerId: PR1,
        keyworkerId: 'kw-1',
        planRef: { id: 'plan-0', version: 1 },
      }),
    ];
    expect(may(sm, 'readPlan', 'read', heldWithPlan('plan-0'), facts)).toBe(true);
    expect(may(sm, 'readPlan', 'read', heldWithPlan('plan-9'), facts)).toBe(false);
  });

  it('a returned handover opens nothing any more', () => {
    const issued = fact('assessment.handover-issued.v1', { handoverId: 'h', providerId: PR1 });
    const returned = fact('assessment.handover-returned.v1', { handoverId: 'h', providerId: PR1 });
    expect(may(sm, 'readPerson', 'read', SHEET, [registered, issued])).toBe(true);
    expect(may(sm, 'readPerson', 'read', SHEET, [registered, issued, returned])).toBe(false);
  });
});

describe('ties are a set of open things by id', () => {
  const sm = { role: 'SM', organisationId: PR3 };

  it('the same closing told twice closes one thing, and another stays open', () => {
    const facts = [...SERVED, agreed(PR3, 'episode-4'), ended(PR3, 'episode-3'), ended(PR3, 'episode-3')];
    expect(may(sm, 'runService', 'command', heldBy(PR3), facts)).toBe(true);
    expect(may(sm, 'runService', 'command', heldBy(PR3), [...facts, ended(PR3, 'episode-4')])).toBe(false);
  });

  it('D23: a former provider reads its own records, writes nothing, and the person’s sheet is closed to it', () => {
    const facts = [...SERVED, signed(PR3, 'plan-3'), ended(PR3, 'episode-3')];
    expect(may(sm, 'readPlan', 'read', PLAN3, facts)).toBe(true);
    expect(may(sm, 'readPlan', 'read', heldBy(PR3), facts)).toBe(true);
    expect(may(sm, 'suspendPlan', 'command', PLAN3, facts)).toBe(false);
    expect(may(sm, 'closePlan', 'command', PLAN3, facts)).toBe(false);
    expect(may(sm, 'readPerson', 'read', SHEET, facts)).toBe(false);
    expect(may(sm, 'readPlan', 'read', ASSESSMENT, facts)).toBe(false);
    expect(may(sm, 'readPlan', 'read', RELATED, facts)).toBe(true);
    // So do its keyworker, who led the team, and nobody else of that (story 09, step 7).
    const keyworker = { role: 'KW', userId: 'kw-3', organisationId: PR3 };
    expect(may(keyworker, 'readPlan', 'read', PLAN3, facts)).toBe(true);
    expect(may(keyworker, 'readPlan', 'read', PLAN3, facts, { current: true })).toBe(false);
    expect(may(keyworker, 'draftPlan', 'command', PLAN3, facts)).toBe(false);
    expect(may(keyworker, 'readPerson', 'read', SHEET, facts)).toBe(false);
    for (const other of [
      { ...keyworker, userId: 'kw-9' },
      { ...keyworker, role: 'CS' },
      { ...keyworker, organisationId: PR1 },
    ])
      expect(may(other, 'readPlan', 'read', PLAN3, facts)).toBe(false);
    // Its machine reads the notices, the last one too, and nothing else.
    const machine = { role: 'SY', organisationId: PR3 };
    expect(may(machine, 'readNotices', 'read', heldBy(PR3), facts)).toBe(true);
    expect(may(machine, 'readPlan', 'read', PLAN3, facts)).toBe(false);
    // How things stand now is no record of its own.
    for (const holder of [PLAN3, heldBy(PR3), RELATED])
      expect(may(sm, 'readPlan', 'read', holder, facts, { current: true })).toBe(false);
    expect(may(sm, 'readPlan', 'read', PLAN3, SERVED, { current: true })).toBe(true);
  });

  it('PLAT-13: a council’s machine fetches versions of its own plan while the council commissions a service, and of no other', () => {
    const machine = { role: 'SY', organisationId: 'council-1' };
    const planned = [registered, planOpened('council-1', 'plan-c', 'localAuthority'), planOpened(PR3, 'plan-3')];
    const commissioned = fact('care-plan.service-agreement-made.v1', {
      ...{ episodeId: 'episode-3', providerId: PR3, commissioner: 'council' },
    });
    const facts = [...planned, commissioned];
    const version = (of: Who, plan: string, known: readonly RelationFact[]): boolean =>
      may(of, 'readSuperseded', 'read', heldWithPlan(plan), known);
    const notices = (known: readonly RelationFact[]): boolean =>
      may(machine, 'readNotices', 'read', heldBy('council-1'), known);
    expect([version(machine, 'plan-c', facts), notices(facts)]).toEqual([true, true]);
    expect(version(machine, 'plan-3', facts)).toBe(false);
    for (const organisationId of ['council-2', PR3])
      expect(version({ role: 'SY', organisationId }, 'plan-c', facts)).toBe(false);
    expect([version(machine, 'plan-c', planned), notices(planned)]).toEqual([false, false]);
    expect(version(machine, 'plan-c', [...planned, agreed(PR3, 'episode-3')])).toBe(false);
    const over = [...facts, ended(PR3, 'episode-3')];
    expect([version(machine, 'plan-c', over), notices(over)]).toEqual([false, true]);
  });

  it('a fact of another tenant is set aside', () => {
    const foreign = { ...agreed(PR1, 'episode-9'), tenantId: 'tenant-2' };
    expect(relationsAfter([registered, foreign]).ties).toEqual({});
  });
});

describe('R20: break-glass opens reads only, of what one’s own organisation holds', () => {
  const opened = fact('care-plan.break-glass-opened.v1', {
    userId: 'kw-8',
    organisationId: PR3,
    until: '2026-03-02T10:00:00.000Z',
  });
  const kw = { role: 'KW', userId: 'kw-8', organisationId: PR3 };

  it('opens and ends by itself', () => {
    expect(may(kw, 'readPlan', 'read', PLAN3, SERVED)).toBe(false);
    expect(may(kw, 'readPlan', 'read', PLAN3, [...SERVED, opened])).toBe(true);
    const later = { now: '2026-03-02T10:00:00.000Z' };
    expect(may(kw, 'readPlan', 'read', PLAN3, [...SERVED, opened], later)).toBe(false);
  });

  it('opens the safety list of the person, and leaves the rest of the sheet closed', () => {
    const sm1 = { role: 'SM', organisationId: PR1 };
    expect(may(kw, 'readSafety', 'read', SAFETY_LIST, SERVED)).toBe(false);
    expect(may(kw, 'readSafety', 'read', SAFETY_LIST, [...SERVED, opened])).toBe(true);
    const over = { now: '2026-03-02T10:00:00.000Z' };
    expect(may(kw, 'readSafety', 'read', SAFETY_LIST, [...SERVED, opened], over)).toBe(false);
    expect(may(kw, 'readPerson', 'read', SHEET, [...SERVED, opened])).toBe(false);
    const left = [...SERVED, opened, ended(PR3, 'episode-3')];
    expect(may(kw, 'readSafety', 'read', SAFETY_LIST, left)).toBe(false);
    expect(may(sm1, 'readSafety', 'read', SAFETY_LIST, [...SERVED, opened])).toBe(false);
    expect(may(sm1, 'readSafety', 'read', SAFETY_LIST, [...SERVED, signed(PR1, 'plan-1')])).toBe(true);
  });

  it('opens no signature, nothing of another organisation, nothing with a token of another organisation', () => {
    expect(may(kw, 'sign', 'command', PLAN3, [...SERVED, opened])).toBe(false);
    expect(may(kw, 'readPlan', 'read', heldWithPlan('plan-1'), [...SERVED, opened])).toBe(false);
    const elsewhere = { ...kw, organisationId: PR1 };
    expect(may(elsewhere, 'readPlan', 'read', heldWithPlan('plan-1'), [...SERVED, opened])).toBe(false);
  });

  it('is opened by staff of an organisation that serves the person, and by no other', () => {
    expect(may(kw, 'breakGlass', 'command', OWN, SERVED)).toBe(true);
    expect(may({ ...kw, organisationId: 'provider-9' }, 'breakGlass', 'command', OWN, SERVED)).toBe(false);
    expect(may(kw, 'breakGlass', 'command', OWN, [...SERVED, ended(PR3, 'episode-3')])).toBe(false);
  });
});

describe('the council', () => {
  const as = { role: 'AS', organisationId: 'council-1' };

  it('writes what it holds and reads what providers hold for people whom it assessed', () => {
    expect(may(as, 'readPlan', 'read', PLAN3, SERVED)).toBe(true);
    expect(
      may(
        as,
        'readPlan',
        'read',
        PLAN3,
        SERVED.filter((one) => one !== assessed),
      ),
    ).toBe(false);
    expect(may(as, 'draftPlan', 'command', PLAN3, SERVED)).toBe(false);
    expect(may(as, 'draftPlan', 'command', COUNCIL, SERVED)).toBe(true);
    expect(may(as, 'assess', 'command', SHEET, SERVED)).toBe(true);
  });

  it('R28: an assessment of a carer, or by a provider, does not make it know the person', () => {
    const carers = fact('assessment.assessment-completed.v1', { kind: 'carers' });
    const own = fact('assessment.assessment-completed.v1', { kind: 'councilNeeds', heldBy: PR3 });
    const unknown = SERVED.filter((one) => one !== assessed);
    expect(may(as, 'readPlan', 'read', PLAN3, [...unknown, carers, own])).toBe(false);
  });
});

describe('those who stand nearer to the person', () => {
  it('the person has their own record and no other', () => {
    expect(may({ role: 'PE', personId: PERSON }, 'readPlan', 'read', PLAN3, SERVED)).toBe(true);
    expect(may({ role: 'PE', personId: 'person-2' }, 'readPlan', 'read', PLAN3, SERVED)).toBe(false);
  });

  it('a contact has what a scope opens, until it is withdrawn', () => {
    const contact = { role: 'CA', userId: 'sister' };
    const named = (...scopes: string[]) => [
      ...SERVED,
      fact('consent.contact-named.v1', { contactId: 'sister', scopes }),
    ];
    expect(may(contact, 'readPlan', 'read', PLAN3, named('readPlan'))).toBe(true);
    expect(may(contact, 'readPlan', 'read', PLAN3, named('copies'))).toBe(false);
    expect(may(contact, 'readPlan', 'read', PLAN3, SERVED)).toBe(false);
    expect(may(contact, 'requestReview', 'command', PLAN3, named('review'))).toBe(true);
    const withdrawn = fact('consent.involvement-withdrawn.v1', { contactId: 'sister', scopes: ['readPlan'] });
    expect(may(contact, 'readPlan', 'read', PLAN3, [...named('readPlan'), withdrawn])).toBe(false);
  });

  it('D3: a recorded authority ties its holder to signatures, also after its end; reading needs more', () => {
    const lr = { role: 'LR', userId: 'attorney' };
    const authority = { authorityId: 'a', holders: [{ id: 'attorney' }] };
    const recorded = [...SERVED, fact('consent.authority-recorded.v1', authority)];
    const verified = [...recorded, fact('consent.authority-verified.v1', authority)];
    const lacking = (reviewOn: string) =>
      fact('consent.capacity-assessed.v1', { decision: 'planConsent', finding: 'lacksCapacity', reviewOn });
    const over = fact('consent.authority-ended.v1', { authorityId: 'a' });
    const reads = (facts: readonly RelationFact[]) => may(lr, 'readPlan', 'read', PLAN3, facts);
    expect(may(lr, 'sign', 'command', PLAN3, recorded)).toBe(true);
    expect(reads([...recorded, lacking('2026-06-01')])).toBe(false);
    expect(reads(verified)).toBe(false);
    expect(reads([...verified, lacking('2026-06-01')])).toBe(true);
    expect(reads([...verified, lacking('2026-03-01')])).toBe(false);
    expect(reads([...verified, lacking('2026-06-01'), over])).toBe(false);
    expect(may(lr, 'sign', 'command', PLAN3, [...verified, over])).toBe(true);
  });
});

describe('R21: an inspector reads under an open grant of that organisation', () => {
  const ri = { role: 'RI', userId: 'inspector' };
  const grant = {
    inspectionId: 'i',
    inspectorId: 'inspector',
    organisationId: PR3,
    serviceId: `of ${PR3}`,
    from: '2026-03-01T00:00:00.000Z',
    to: '2026-03-03T23:59:59.999Z',
  };
  const reads = (more: Partial<AccessRequest>, holder: Holder = PLAN3) =>
    may(ri, 'readPlan', 'read', holder, SERVED, more);

  it('of that organisation and service, while it lasts, and writes nothing', () => {
    expect(reads({})).toBe(false);
    expect(reads({ grants: [grant] })).toBe(true);
    expect(reads({ grants: [grant] }, heldWithPlan('plan-1'))).toBe(false);
    expect(reads({ grants: [{ ...grant, serviceId: 'another' }] })).toBe(false);
    expect(reads({ grants: [{ ...grant, inspectorId: 'another' }] })).toBe(false);
    expect(reads({ grants: [grant], now: '2026-03-04T00:00:00.000Z' })).toBe(false);
    expect(reads({ grants: [grant] }, SHEET)).toBe(true);
    expect(may(ri, 'readPlan', 'command', PLAN3, SERVED, { grants: [grant] })).toBe(false);
  });
});
