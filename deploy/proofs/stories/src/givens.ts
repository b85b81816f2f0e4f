import { randomUUID } from 'node:crypto';
import type { Actor, Body } from './actor.js';
import type { StoryPlatform } from './platform.js';

/** An organisation with its services and its people: every name is a synthetic role name. */
export interface Provider {
  readonly id: string;
  readonly serviceId: string;
  readonly manager: Actor;
  readonly keyworker: Actor;
  readonly staff: Actor;
}

export async function organisation(
  platform: StoryPlatform,
  wanted: {
    readonly kind?: string;
    readonly jurisdiction?: string;
    readonly councilOperated?: boolean;
    readonly registrationNo?: string;
    readonly setting?: string;
  } = {},
): Promise<{ id: string; serviceId: string }> {
  const {
    kind = 'provider',
    jurisdiction = 'ENG',
    councilOperated = false,
    registrationNo = 'synthetic-1',
    setting = 'careAtHome',
  } = wanted;
  const administrator = await platform.actor({ roles: ['PA'] });
  const id = randomUUID();
  const serviceId = randomUUID();
  await administrator.does(
    'PUT',
    `/assessment/organisations/${id}`,
    {
      kind,
      name: 'Synthetic organisation',
      jurisdiction,
      councilOperated,
      registrationNo,
      services: [{ serviceId, setting }],
    },
    200,
  );
  return { id, serviceId };
}

export async function provider(
  platform: StoryPlatform,
  wanted: Parameters<typeof organisation>[1] = {},
): Promise<Provider> {
  const { id, serviceId } = await organisation(platform, wanted);
  const actor = (roles: readonly string[]): Promise<Actor> =>
    platform.actor({ roles, organisationId: id, serviceIds: [serviceId] });
  return {
    id,
    serviceId,
    manager: await actor(['SM', 'RM']),
    keyworker: await actor(['KW']),
    staff: await actor(['CS']),
  };
}

export async function assessor(platform: StoryPlatform): Promise<Actor> {
  const { id } = await organisation(platform, { kind: 'council' });
  return platform.actor({ roles: ['AS'], organisationId: id, qualifications: ['assessor'] });
}

export async function person(
  platform: StoryPlatform,
  by: Actor,
  more: object = {},
): Promise<{ readonly id: string; readonly self: Actor }> {
  const registered = await by.post('/assessment/persons', {
    name: { given: 'Synthetic', family: 'Person' },
    dateOfBirth: '1941-05-04',
    firstLanguage: 'en',
    groups: ['olderPerson'],
    ...more,
  });
  const id = String(registered.id);
  return { id, self: await platform.actor({ roles: ['PE'], personId: id }) };
}

/** A completed assessment, with one need in each domain. */
export async function completedAssessment(
  by: Actor,
  personId: string,
  kind = 'councilNeeds',
): Promise<{ readonly id: string; readonly needIds: readonly string[] }> {
  const { id } = await by.post('/assessment/assessments', { personId, kind, reason: 'referral' });
  await by.post(`/assessment/assessments/${id}/start`, {}, 200);
  const needIds: string[] = [];
  for (const domain of ['health', 'personalCare', 'socialCare']) {
    const { findingId } = await by.post(`/assessment/assessments/${id}/findings`, {
      category: 'need',
      domain,
      statement: `a need in ${domain}`,
    });
    needIds.push(findingId);
  }
  for (const category of ['strength', 'ability', 'aspiration'])
    await by.post(`/assessment/assessments/${id}/findings`, { category, statement: `a ${category}` });
  await by.post(`/assessment/assessments/${id}/complete`, {}, 200);
  return { id, needIds };
}

/** Every section that a provider plan of any profile asks for; each call is a fresh copy that a test may spoil. */
export function completeContent({ id, needIds }: { readonly id: string; readonly needIds: readonly string[] }): Body {
  const topics = [
    'wakingAndRising',
    'meals',
    'morning',
    'afternoon',
    'evening',
    'bedtime',
    'hygiene',
    'medicationAndHealth',
    'activitiesAndPeople',
    'likesAndDislikes',
  ];
  return {
    personsView: 'I want to stay at home',
    profile: { penPicture: 'likes company' },
    whatMatters: 'my garden',
    identity: { statement: 'a gardener' },
    needs: needIds.map((needId) => ({ needId, text: 'a need', assessmentId: id })),
    outcomes: [
      {
        outcomeId: 'o1',
        statement: 'wash alone',
        change: 'achieve',
        status: 'active',
        identifiedBy: 'the person',
        steps: [{ what: 'practise', responsible: { kind: 'staff', name: 'keyworker' } }],
      },
      {
        outcomeId: 'o2',
        statement: 'see friends',
        change: 'maintain',
        status: 'active',
        identifiedBy: 'the person',
        steps: [{ what: 'weekly visit', responsible: { kind: 'family', name: 'sister' } }],
      },
    ],
    goals: [
      {
        goalId: 'g1',
        statement: 'wash alone',
        method: 'practice each morning',
        target: '2027-06-01',
        owner: 'keyworker',
        agreedOn: '2026-01-02',
        assessmentId: id,
        needId: needIds[0],
      },
    ],
    actions: [
      {
        actionId: 'a1',
        what: 'morning wash',
        how: 'with prompting',
        when: 'daily 08:00',
        where: 'bathroom',
        responsible: 'care staff',
        needIds,
        promotes: ['independence'],
      },
      {
        actionId: 'a2',
        what: 'meals',
        how: 'prepared together',
        when: 'three times a day',
        where: 'kitchen',
        responsible: 'care staff',
        needIds: [],
        preferenceIds: ['p1'],
      },
      {
        actionId: 'a3',
        what: 'bed rail at night',
        how: 'raised at 22:00',
        when: 'nightly',
        where: 'bedroom',
        responsible: 'care staff',
        needIds: [],
      },
      {
        actionId: 'a4',
        what: 'wound dressing',
        how: 'as the guideline says',
        when: '3 visits a week',
        where: 'home',
        responsible: 'nurse',
        needIds: [],
        clinical: true,
        guideline: { title: 'synthetic guideline', issuingBody: 'synthetic body', edition: '2025' },
      },
    ],
    preferences: {
      topics: Object.fromEntries(topics.map((topic) => [topic, { content: `about ${topic}` }])),
      items: [{ preferenceId: 'p1', text: 'breakfast at 8', actionId: 'a2' }],
    },
    routines: [{ routineId: 'r1', what: 'morning', start: '08:00', end: '09:00' }],
    lifeDomains: {
      health: 'well',
      social: 'friends',
      family: 'sister',
      mentalHealth: 'good',
      culture: 'local',
      spirituality: 'chapel',
    },
    responsibilities: {
      service: 'care at home',
      limits: 'no nursing',
      matrix: [{ party: 'district nurse', contribution: 'dressings' }],
    },
    contingency: { copingStrategies: 'ring the sister', crisisPlan: 'ring the duty line' },
    health: { summary: 'stable' },
    welfare: { summary: 'safe' },
    safety: { summary: 'alarm worn' },
    communication: { needs: 'none' },
  };
}

export interface PlanInForce {
  readonly person: { readonly id: string; readonly self: Actor };
  readonly assessor: Actor;
  readonly assessment: { readonly id: string; readonly needIds: readonly string[] };
  readonly episodeId: string;
  readonly planId: string;
  readonly content: Body;
}

/** A provider plan, opened and drafted, with everything recorded that its first proposal needs. */
export async function draftedPlan(
  platform: StoryPlatform,
  at: Provider,
  options: { readonly keyworkerId?: string; readonly person?: object; readonly content?: (content: Body) => Body } = {},
): Promise<PlanInForce> {
  const by = await assessor(platform);
  const who = await person(platform, by, options.person ?? {});
  const assessment = await completedAssessment(by, who.id);
  const { id: episodeId } = await at.manager.post('/care-plan/episodes', {
    personId: who.id,
    serviceType: 'homeCare',
    serviceId: at.serviceId,
    setting: 'careAtHome',
    commissioner: 'council',
  });
  await at.manager.post(
    `/care-plan/episodes/${episodeId}/team`,
    {
      keyworkerId: options.keyworkerId ?? at.keyworker.userId,
      members: [{ userId: at.staff.userId, purposes: ['carryThrough'] }],
    },
    200,
  );
  const { id: planId, etag } = await at.keyworker.post('/care-plan/plans', {
    personId: who.id,
    planKind: 'provider',
    episodeId,
  });
  const content = (options.content ?? ((same: Body) => same))(completeContent(assessment));
  await at.keyworker.does('PUT', `/care-plan/plans/${planId}/draft`, { content }, 200, { ifMatch: etag });
  await at.keyworker.post(`/care-plan/plans/${planId}/discussions`, {
    participants: [{ kind: 'person', id: who.id }],
    summary: 'talked it through',
  });
  await at.keyworker.post(`/care-plan/plans/${planId}/involvement`, { how: 'in person', personsWords: 'yes' });
  await at.keyworker.post(`/care-plan/plans/${planId}/access-notice`, {});
  return { person: who, assessor: by, assessment, episodeId: String(episodeId), planId: String(planId), content };
}

/** The open sign-off of a subject, once it is there. */
export async function openSignOff(by: Actor, subjectId: string, contentHash?: string): Promise<Body> {
  return by.eventually(`/consent/sign-offs?subjectId=${subjectId}`, ({ items }) =>
    items.findLast(
      (one: Body) =>
        (one.state === 'requested' || one.state === 'partiallySigned') &&
        (contentHash === undefined || one.contentHash === contentHash),
    ),
  );
}

/** Proposes what is drafted and has it signed by everybody it needs; waits until the version is published. */
export async function publishedVersion(at: Provider, plan: PlanInForce, body: object = {}): Promise<number> {
  const { contentHash } = await at.keyworker.post(`/care-plan/plans/${plan.planId}/proposals`, {
    reason: 'synthetic amendment',
    ...body,
  });
  await signAll(at, plan, contentHash);
  return at.keyworker.eventually(
    `/care-plan/plans/${plan.planId}/versions`,
    ({ items }) => items.find((one: Body) => one.contentHash === contentHash)?.versionNo,
  );
}

export async function signAll(at: Provider, plan: PlanInForce, contentHash?: string): Promise<void> {
  const { id, required } = await openSignOff(plan.person.self, plan.planId, contentHash);
  for (const role of required) {
    const signatory = role === 'person' ? plan.person.self : role === 'keyworker' ? at.keyworker : at.manager;
    await signatory.post(`/consent/sign-offs/${id}/signatures`, { role, mode: 'signed' }, 200);
  }
}

/** A risk assessment that is concluded and waits for the person. */
export async function concludedRisk(
  by: Actor,
  who: PlanInForce['person'],
  more: object = {},
): Promise<{ readonly id: string; readonly contentHash: string; readonly conclusion: object }> {
  const { id } = await by.post('/risk/assessments', {
    personId: who.id,
    framework: 'positiveRisk',
    domain: 'falls',
    ...more,
  });
  await by.post(
    `/risk/assessments/${id}/weighing`,
    {
      hazard: 'stairs',
      personsAim: 'sleep upstairs',
      personsView: 'I accept it',
      supportGiven: 'pictures',
      benefits: ['own bed'],
      adverseEffects: ['a fall'],
      likelihood: 2,
      severity: 3,
    },
    200,
  );
  await by.post(`/risk/assessments/${id}/controls`, { controls: [{ what: 'handrail', who: 'landlord' }] }, 200);
  const conclusion = {
    conclusion: 'acceptWithControls',
    reasons: 'worth it',
    managementPlan: 'check monthly',
    // A risk of a plan is reviewed with the plan; any other says when.
    reviewOn: 'planId' in more ? undefined : '2027-01-12',
  };
  const { contentHash } = await by.post(`/risk/assessments/${id}/conclusion`, conclusion, 200);
  return { id: String(id), contentHash: String(contentHash), conclusion };
}

/** A concluded risk assessment, signed by the person. */
export async function signedRisk(by: Actor, who: PlanInForce['person'], more: object = {}): Promise<string> {
  const { id, contentHash } = await concludedRisk(by, who, more);
  const signOff = await openSignOff(who.self, id, contentHash);
  await who.self.post(`/consent/sign-offs/${signOff.id}/signatures`, { role: 'person', mode: 'signed' }, 200);
  return id;
}

export async function proposedRestriction(by: Actor, personId: string): Promise<string> {
  const { id } = await by.post('/risk/restrictions', {
    personId,
    measure: 'the gate is kept shut',
    justification: 'the road outside',
    leastRestrictiveCheck: 'looked at together',
    lessRestrictiveOptions: ['a bell on the gate'],
  });
  return String(id);
}

/** A restriction that the person themselves has signed, from 2026-05-11 for a year. */
export async function consentedRestriction(
  at: Provider,
  { id: personId, self }: PlanInForce['person'],
): Promise<string> {
  const id = await proposedRestriction(at.keyworker, personId);
  await at.manager.post(`/risk/restrictions/${id}/consent-request`, {}, 200);
  const signOff = await openSignOff(self, id);
  await self.post(`/consent/sign-offs/${signOff.id}/signatures`, { role: 'person', mode: 'signed' }, 200);
  await at.manager.post(
    `/risk/restrictions/${id}/authorisation`,
    { scheme: 'consented', authorityRef: 'synthetic-consent-1', from: '2026-05-11', to: '2027-05-10' },
    200,
  );
  return id;
}
