import { present } from '@carethread/ledger';
import { randomUUID } from 'node:crypto';
import { COLUMNS, organisationOf, type Column } from './expected/columns.js';
import { planContent } from './plan-content.js';
import { Token } from './token.js';

/** The organisations and users of the columns, and two people: one whom the holder serves, one whom it serves no more. */
export interface World {
  readonly url: string;
  readonly served: Ids;
  readonly left: Ids;
  tokenOf(role: string, column: Column, ofTheTrust: boolean): Promise<Token>;
}

/** What the operations name, of one person. */
export type Ids = Readonly<Record<string, string>>;

export const tenantId = randomUUID();
const otherTenant = randomUUID();
const org = Object.fromEntries(
  ['council', 'PR3', 'PR1', 'PR0', 'PR9', 'TRUST', 'TRUST2'].map((name) => [name, randomUUID()]),
) as Record<'council' | 'PR3' | 'PR1' | 'PR0' | 'PR9' | 'TRUST' | 'TRUST2', string>;
const service = randomUUID();
const users = Object.fromEntries(COLUMNS.map((column) => [column, randomUUID()])) as Record<Column, string>;
const SCOPES = ['drawingUp', 'implementing', 'review', 'copies', 'readPlan'];
const REGISTERED = {
  name: { given: 'Synthetic', family: 'Person' },
  dateOfBirth: '1941-05-04',
  firstLanguage: 'en',
  groups: ['mentalHealth'],
};
const BEGIN = '2026-03-02T09:00:00.000Z';

export async function world(url: string): Promise<World> {
  const by = (roles: readonly string[], more: object = {}): Promise<Token> =>
    Token.of(url, { userId: randomUUID(), tenantId, roles, ...more });
  await door(url, '/test/clock', { now: BEGIN });
  const pa = await by(['PA']);
  for (const [name, kind] of Object.entries({ council: 'council', PR3: 'provider', PR1: 'provider', PR0: 'provider' }))
    await organisation(pa, org[name as keyof typeof org], kind);
  await organisation(pa, org.PR9, 'provider');
  await organisation(pa, org.TRUST, 'trust');
  await organisation(pa, org.TRUST2, 'trust');
  await pa.must('PUT', '/cpa/regions/R1', { scheme: 'twoLevel', from: '2025-01-01', source: 'synthetic' });
  const staff = {
    as: await by(['AS'], { organisationId: org.council, qualifications: ['assessor'] }),
    sm3: await by(['SM', 'RM'], { organisationId: org.PR3 }),
    kw3: await by(['KW'], { organisationId: org.PR3, userId: users.keyworker }),
    sm1: await by(['SM', 'RM'], { organisationId: org.PR1 }),
    sm0: await by(['SM', 'RM'], { organisationId: org.PR0 }),
    tm: await by(['TM'], { organisationId: org.TRUST }),
    cc: await by(['CC'], { organisationId: org.TRUST, userId: users.keyworker }),
  };
  const inspections: string[] = [];
  for (const [column, from] of [
    ['grantOpen', '2026-03-02'],
    ['grantOver', '2026-03-01'],
  ] as const)
    inspections.push(
      (
        await staff.sm3.must('POST', '/consent/inspections', {
          inspectorId: users[column],
          serviceId: service,
          from,
          to: from,
        })
      ).id,
    );
  await staff.sm1.must('POST', '/consent/inspections', {
    inspectorId: users.grantOfAnother,
    serviceId: service,
    from: '2026-03-02',
    to: '2026-03-02',
  });
  const common = { staffId: randomUUID(), inspectionId: inspections[0] ?? '', org: org.council };
  await staff.sm3.must('POST', `/review/competence/${common.staffId}`, { course: 'care', completedOn: '2026-01-10' });
  // Of whom there is no case yet: who may not see one that is there does not learn of it.
  const { id: caseless } = await staff.as.must('POST', '/assessment/persons', REGISTERED);
  const left: Ids = { ...common, ...(await person(url, staff, by)) };
  const served: Ids = { ...common, caseless, ...(await person(url, staff, by)) };
  await staff.sm3.must('POST', `/care-plan/episodes/${left.episode}/end`, { reason: 'completed' });
  const elsewhere = { teamId: randomUUID(), organisationId: org.TRUST2, reason: 'moved' };
  await staff.tm.must('POST', `/cpa/cases/${left.caseId}/team`, elsewhere);
  for (const column of ['breakGlassOver', 'breakGlassOpen'] as const) {
    for (const [role, organisationId] of [
      ['KW', org.PR3],
      ['CC', org.TRUST],
    ] as const) {
      const breaking = await by([role], { organisationId, userId: users[column] });
      await breaking.must('POST', `/care-plan/persons/${served.person}/break-glass`, { reason: 'synthetic reason' });
    }
    if (column === 'breakGlassOver') await door(url, '/test/clock', { advance: 'PT61M' });
  }
  await idle(url);
  return { url, served, left, tokenOf: (role, column, ofTheTrust) => tokenOf(url, role, column, ofTheTrust, served) };
}

const issued = new Map<string, Promise<Token>>();

async function tokenOf(url: string, role: string, column: Column, ofTheTrust: boolean, served: Ids): Promise<Token> {
  const holder = ofTheTrust ? org.TRUST : org.PR3;
  const organisations = { holder, other: org.PR1, former: org.PR0, stranger: org.PR9, none: undefined };
  const organisationId = organisations[organisationOf(column)];
  const userId = column === 'formerHolder' || column === 'otherTenant' ? users.keyworker : users[column];
  const name = [role, column, organisationId].join(' ');
  const token =
    issued.get(name) ??
    Token.of(
      url,
      present({
        userId,
        tenantId: column === 'otherTenant' ? otherTenant : tenantId,
        roles: [role],
        organisationId,
        personId: column === 'person' ? served.person : undefined,
      }),
    );
  issued.set(name, token);
  return token;
}

async function organisation(pa: Token, id: string, kind: string): Promise<void> {
  await pa.must('PUT', `/assessment/organisations/${id}`, {
    kind,
    name: 'Synthetic organisation',
    jurisdiction: 'ENG',
    services: [{ serviceId: service, setting: 'careAtHome' }],
  });
}

type Staff = Readonly<Record<'as' | 'sm3' | 'kw3' | 'sm1' | 'sm0' | 'tm' | 'cc', Token>>;
type By = (roles: readonly string[], more?: object) => Promise<Token>;

/** Everything that the operations name, of one person: handed over to three providers, of whom one has left. */
async function person(url: string, staff: Staff, by: By): Promise<Ids> {
  const { as, sm3, kw3, sm1, sm0, tm, cc } = staff;
  const { id: personId } = await as.must('POST', '/assessment/persons', REGISTERED);
  const self = await by(['PE'], { personId });
  const assessment = await assessed(as, personId);
  const handovers: string[] = [];
  for (const [providerId, manager, keyworkerId] of [
    [org.PR0, sm0, users.formerProvider],
    [org.PR1, sm1, users.otherProvider],
    [org.PR3, sm3, users.keyworker],
  ] as const) {
    const { id } = await as.must('POST', '/assessment/handovers', {
      personId,
      providerId,
      serviceId: service,
      emergency: true,
      reason: 'synthetic emergency',
    });
    handovers.push(id);
    await idle(url);
    await manager.must('POST', `/assessment/handovers/${id}/acceptance`, { keyworkerId, plannedStart: '2026-03-02' });
  }
  await idle(url);
  const own = async (token: Token, path: string): Promise<string> => {
    const { items } = await token.must('GET', `${path}?personId=${personId}`);
    return items[0].id;
  };
  const formerEpisode = await own(sm0, '/care-plan/episodes');
  await sm0.must('POST', `/care-plan/episodes/${formerEpisode}/end`, { reason: 'completed' });
  const episode = await own(sm3, '/care-plan/episodes');
  const members = [{ userId: users.teamMember, purposes: ['carryThrough'] }];
  await sm3.must('POST', `/care-plan/episodes/${episode}/team`, { keyworkerId: users.keyworker, members });
  for (const scope of SCOPES) await contact(self, personId, users[`contact:${scope}` as Column], [scope]);
  await contact(self, personId, users.contactWithoutScope, []);
  await contact(self, personId, users.contactWithdrawn, SCOPES);
  await self.must('DELETE', `/consent/persons/${personId}/contacts/${users.contactWithdrawn}`);
  const plan = await own(kw3, '/care-plan/plans');
  await published(url, kw3, plan, planContent(assessment), { person: self, keyworker: kw3, manager: sm3 });
  const notice = await toldOfWitnessing(url, { kw: kw3, plan, self, personId });
  await refusedAmendment(url, kw3, plan, self);
  const risk = await concludedRisk(kw3, personId, plan);
  const { id: restriction } = await kw3.must('POST', '/risk/restrictions', {
    personId,
    measure: 'the gate is kept shut',
    justification: 'the road outside',
    leastRestrictiveCheck: 'looked at together',
    lessRestrictiveOptions: ['a bell on the gate'],
  });
  const { id: review } = await kw3.must('POST', '/review/reviews', { personId, planId: plan, type: 'formal' });
  const entry = await kw3.must('POST', '/care-plan/daily-records', { personId, kind: 'note', text: 'tea at four' });
  const { id: request } = await self.must('POST', '/consent/data-requests', { personId, right: 'access' });
  const { id: caseId } = await tm.must('POST', '/cpa/cases', {
    personId,
    acceptedOn: '2026-03-02',
    teamId: randomUUID(),
    teamSetting: 'community',
    regionCode: 'R1',
    coordinatorId: users.keyworker,
  });
  await idle(url);
  const { id: cpaPlan } = await cc.must('POST', '/care-plan/plans', { personId, planKind: 'cpa' });
  await published(url, cc, cpaPlan, planContent(assessment, true), { person: self, cpaCareCoordinator: cc });
  const { id: disclosure } = await cc.must('POST', '/consent/disclosures', {
    personId,
    planId: cpaPlan,
    recipientId: users.recipient,
    basis: 'personsPermission',
  });
  await idle(url);
  const attachments: Record<string, string> = {};
  for (const [path, token] of Object.entries({
    assessment: kw3,
    'care-plan': kw3,
    risk: kw3,
    review: kw3,
    consent: kw3,
    cpa: cc,
  }))
    attachments[`hash of ${path}`] = (await token.upload(`/${path}/attachments?personId=${personId}`)).id;
  const signOffs = await kw3.must('GET', `/consent/sign-offs?subjectId=${risk}`);
  const { issued: copies } = await kw3.must('GET', `/care-plan/plans/${plan}/copies`);
  return {
    person: personId,
    assessment: assessment.id,
    handover: handovers[2] ?? '',
    episode,
    plan,
    risk,
    restriction,
    review,
    record: entry.id,
    request,
    notice,
    caseId,
    cpaPlan,
    disclosure,
    signOff: signOffs.items[0].id,
    task: await own(kw3, '/review/tasks'),
    subscription: await own(sm3, '/care-plan/subscriptions'),
    copy: copies[0].copyId,
    ...attachments,
  };
}

async function contact(self: Token, personId: string, contactId: string, scopes: readonly string[]): Promise<void> {
  await self.must('PUT', `/consent/persons/${personId}/contacts/${contactId}`, {
    scopes,
    kind: 'family',
    name: 'Synthetic contact',
  });
}

async function assessed(as: Token, personId: string): Promise<{ id: string; needIds: readonly string[] }> {
  const { id } = await as.must('POST', '/assessment/assessments', {
    personId,
    kind: 'councilNeeds',
    reason: 'referral',
  });
  const path = `/assessment/assessments/${id}`;
  await as.must('POST', `${path}/start`, {});
  const needIds: string[] = [];
  for (const domain of ['health', 'personalCare', 'socialCare']) {
    const finding = { category: 'need', domain, statement: `a need in ${domain}` };
    needIds.push((await as.must('POST', `${path}/findings`, finding)).findingId);
  }
  for (const category of ['strength', 'ability', 'aspiration'])
    await as.must('POST', `${path}/findings`, { category, statement: `a ${category}` });
  await as.must('POST', `${path}/complete`, {});
  return { id, needIds };
}

async function published(
  url: string,
  author: Token,
  plan: string,
  content: object,
  signatories: Readonly<Record<string, Token>>,
): Promise<void> {
  const path = `/care-plan/plans/${plan}`;
  const { etag } = await author.must('GET', path);
  await author.must('PUT', `${path}/draft`, { content }, { 'if-match': etag });
  const { personId } = await author.must('GET', path);
  const participants = [{ kind: 'person', id: personId }];
  await author.must('POST', `${path}/discussions`, { participants, summary: 'talked it through' });
  await author.must('POST', `${path}/involvement`, { how: 'in person', personsWords: 'yes' });
  await author.must('POST', `${path}/access-notice`, {});
  await author.must('POST', `${path}/proposals`, {});
  await idle(url);
  const { items } = await author.must('GET', `/consent/sign-offs?subjectId=${plan}`);
  for (const role of items[0].required as readonly string[])
    await signatories[role]?.must('POST', `/consent/sign-offs/${items[0].id}/signatures`, { role, mode: 'signed' });
  await idle(url);
}

/** A contact is said to have been there when the person agreed: they are told of it, and are involved in nothing any more. */
async function toldOfWitnessing(
  url: string,
  { kw, plan, self, personId }: { kw: Token; plan: string; self: Token; personId: string },
): Promise<string> {
  await contact(self, personId, users.recipient, ['drawingUp']);
  await idle(url);
  await kw.must('POST', `/care-plan/plans/${plan}/proposals`, {
    content: { whatMatters: 'an earlier walk' },
    reason: 'synthetic amendment',
  });
  await idle(url);
  const { items } = await self.must('GET', `/consent/sign-offs?subjectId=${plan}`);
  const { id } = (items as { id: string; state: string }[]).find(({ state }) => state === 'requested') ?? {};
  await kw.must('POST', `/consent/sign-offs/${id}/signatures`, {
    role: 'person',
    mode: 'verbal',
    description: 'said yes twice',
    witness: { kind: 'family', id: users.recipient },
  });
  await self.must('DELETE', `/consent/persons/${personId}/contacts/${users.recipient}`);
  await idle(url);
  const told = await self.must('GET', `/consent/notices?personId=${personId}`);
  return (told.items as { id: string; kind: string }[]).find(({ kind }) => kind === 'namedAsWitness')?.id ?? '';
}

/** What the person refuses is talked over with them: it stands on the keyworker's work list. */
async function refusedAmendment(url: string, kw: Token, plan: string, self: Token): Promise<void> {
  await kw.must('POST', `/care-plan/plans/${plan}/proposals`, {
    content: { whatMatters: 'a later walk' },
    reason: 'synthetic amendment',
  });
  await idle(url);
  const { items } = await self.must('GET', `/consent/sign-offs?subjectId=${plan}`);
  const { id } = (items as { id: string; state: string }[]).find(({ state }) => state === 'requested') ?? {};
  await self.must('POST', `/consent/sign-offs/${id}/refusals`, { role: 'person', reasons: 'not now' });
  await idle(url);
}

async function concludedRisk(kw: Token, personId: string, planId: string): Promise<string> {
  const { id } = await kw.must('POST', '/risk/assessments', {
    personId,
    planId,
    domain: 'falls',
    framework: 'positiveRisk',
    actionIds: ['a1'],
  });
  const path = `/risk/assessments/${id}`;
  await kw.must('POST', `${path}/weighing`, {
    hazard: 'stairs',
    personsAim: 'sleep upstairs',
    personsView: 'I accept it',
    supportGiven: 'pictures',
    benefits: ['own bed'],
    adverseEffects: ['a fall'],
    likelihood: 2,
    severity: 3,
  });
  await kw.must('POST', `${path}/controls`, { controls: [{ what: 'handrail' }] });
  await kw.must('POST', `${path}/conclusion`, {
    conclusion: 'acceptWithControls',
    reasons: 'worth it',
    managementPlan: 'check monthly',
    reviewOn: '2026-09-01',
  });
  await idle(kw.url);
  return id;
}

export async function door(url: string, path: string, body: object): Promise<void> {
  const answer = await fetch(url + path, {
    method: 'PUT',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  if (!answer.ok) throw new Error(`${path} answered ${answer.status} ${await answer.text()}`);
}

/** How far each service's log reaches, once nothing is in flight. */
export async function idle(url: string): Promise<string> {
  const answer = await fetch(`${url}/test/idle?within=20000`);
  if (!answer.ok) throw new Error(`not idle: ${answer.status}`);
  return answer.text();
}
