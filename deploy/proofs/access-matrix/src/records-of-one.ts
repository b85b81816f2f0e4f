import { listMember, textMember } from '@carethread/ledger';
import { randomUUID } from 'node:crypto';
import { newPerson, org, SCOPES, service, userOf } from './identities.js';
import { planContent } from './plan-content.js';
import { idle } from './test-mode.js';
import { textIn, type Token } from './token.js';

/** What the operations name, of one person. */
export type Ids = Readonly<Record<string, string>>;

export type Staff = Readonly<Record<'as' | 'sm3' | 'kw3' | 'sm1' | 'sm0' | 'tm' | 'cc', Token>>;
export type By = (roles: readonly string[], more?: object) => Promise<Token>;

/** Everything that the operations name, of one person: handed over to three providers, of whom one has left. */
export async function recordsOfOne(url: string, staff: Staff, by: By): Promise<Ids> {
  const { as, sm3, kw3, sm1, sm0, tm, cc } = staff;
  const personId = await as.post('/assessment/persons', newPerson());
  const self = await by(['PE'], { personId });
  const assessment = await assessed(as, personId);
  const handovers: string[] = [];
  for (const [providerId, manager, keyworkerId] of [
    [org.PR0, sm0, userOf('formerProvider')],
    [org.PR1, sm1, userOf('otherProvider')],
    [org.PR3, sm3, userOf('keyworker')],
  ] as const) {
    const id = await as.post('/assessment/handovers', {
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
    const [first] = await token.list(`${path}?personId=${personId}`);
    return textIn(first, 'id');
  };
  const formerEpisode = await own(sm0, '/care-plan/episodes');
  await sm0.must('POST', `/care-plan/episodes/${formerEpisode}/end`, { reason: 'completed' });
  const episode = await own(sm3, '/care-plan/episodes');
  const members = [{ userId: userOf('teamMember'), purposes: ['carryThrough'] }];
  await sm3.must('POST', `/care-plan/episodes/${episode}/team`, { keyworkerId: userOf('keyworker'), members });
  for (const scope of SCOPES) await contact(self, personId, userOf(`contact:${scope}`), [scope]);
  await contact(self, personId, userOf('contactWithoutScope'), []);
  await contact(self, personId, userOf('contactWithdrawn'), SCOPES);
  await self.must('DELETE', `/consent/persons/${personId}/contacts/${userOf('contactWithdrawn')}`);
  const plan = await own(kw3, '/care-plan/plans');
  await published(url, kw3, plan, planContent(assessment), { person: self, keyworker: kw3, manager: sm3 });
  const suggested = { section: 'goals', text: 'walk to the shop' };
  const contribution = await kw3.post(`/care-plan/plans/${plan}/contributions`, suggested, 'contributionId');
  const notice = await noticeOfWitnessing(url, { kw: kw3, plan, self, personId });
  await refusedAmendment(url, kw3, plan, self);
  const risk = await concludedRisk(kw3, personId, plan);
  const restriction = await kw3.post('/risk/restrictions', {
    personId,
    measure: 'the gate is kept shut',
    justification: 'the road outside',
    leastRestrictiveCheck: 'looked at together',
    lessRestrictiveOptions: ['a bell on the gate'],
  });
  const review = await kw3.post('/review/reviews', { personId, planId: plan, type: 'formal' });
  const record = await kw3.post('/care-plan/daily-records', { personId, kind: 'note', text: 'tea at four' });
  const request = await self.post('/consent/data-requests', { personId, right: 'access' });
  const caseId = await tm.post('/cpa/cases', {
    personId,
    acceptedOn: '2026-03-02',
    teamId: randomUUID(),
    teamSetting: 'community',
    regionCode: 'R1',
    coordinatorId: userOf('keyworker'),
  });
  await idle(url);
  const cpaPlan = await cc.post('/care-plan/plans', { personId, planKind: 'cpa' });
  await published(url, cc, cpaPlan, planContent(assessment, true), { person: self, cpaCareCoordinator: cc });
  const disclosure = await cc.post('/consent/disclosures', {
    personId,
    planId: cpaPlan,
    recipientId: userOf('recipient'),
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
    attachments[`hash of ${path}`] = await token.upload(`/${path}/attachments?personId=${personId}`);
  const [signOff] = await kw3.list(`/consent/sign-offs?subjectId=${risk}`);
  const copies = await kw3.must('GET', `/care-plan/plans/${plan}/copies`);
  return {
    person: personId,
    assessment: assessment.id,
    handover: handovers[2] ?? '',
    episode,
    plan,
    contribution,
    risk,
    restriction,
    review,
    record,
    request,
    notice,
    caseId,
    cpaPlan,
    disclosure,
    signOff: textIn(signOff, 'id'),
    task: await own(kw3, '/review/tasks'),
    subscription: await own(sm3, '/care-plan/subscriptions'),
    endpoint: await sm3.post('/care-plan/endpoints', { kind: 'kafka' }),
    copy: textIn(listMember(copies.body, 'issued')[0], 'copyId'),
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
  const id = await as.post('/assessment/assessments', {
    personId,
    kind: 'councilNeeds',
    reason: 'referral',
  });
  const path = `/assessment/assessments/${id}`;
  await as.must('POST', `${path}/start`, {});
  const needIds: string[] = [];
  for (const domain of ['health', 'personalCare', 'socialCare']) {
    const finding = { category: 'need', domain, statement: `a need in ${domain}` };
    needIds.push(await as.post(`${path}/findings`, finding, 'findingId'));
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
  const { etag, body } = await author.must('GET', path);
  await author.must('PUT', `${path}/draft`, { content }, { 'if-match': etag ?? '' });
  const participants = [{ kind: 'person', id: textIn(body, 'personId') }];
  await author.must('POST', `${path}/discussions`, { participants, summary: 'talked it through' });
  await author.must('POST', `${path}/involvement`, { how: 'in person', personsWords: 'yes' });
  await author.must('POST', `${path}/access-notice`, {});
  await author.must('POST', `${path}/proposals`, {});
  await idle(url);
  const [signOff] = await author.list(`/consent/sign-offs?subjectId=${plan}`);
  const signing = `/consent/sign-offs/${textIn(signOff, 'id')}/signatures`;
  for (const role of listMember(signOff, 'required'))
    await signatories[String(role)]?.must('POST', signing, { role, mode: 'signed' });
  await idle(url);
}

/** The notice to a contact who is named as witness of the person's consent, and whose involvement is then withdrawn. */
async function noticeOfWitnessing(
  url: string,
  { kw, plan, self, personId }: { kw: Token; plan: string; self: Token; personId: string },
): Promise<string> {
  await contact(self, personId, userOf('recipient'), ['drawingUp']);
  await idle(url);
  await kw.must('POST', `/care-plan/plans/${plan}/proposals`, {
    content: { whatMatters: 'an earlier walk' },
    reason: 'synthetic amendment',
  });
  await idle(url);
  const id = await requestedSignOff(self, plan);
  await kw.must('POST', `/consent/sign-offs/${id}/signatures`, {
    role: 'person',
    mode: 'verbal',
    description: 'said yes twice',
    witness: { kind: 'family', id: userOf('recipient') },
  });
  await self.must('DELETE', `/consent/persons/${personId}/contacts/${userOf('recipient')}`);
  await idle(url);
  const notices = await self.list(`/consent/notices?personId=${personId}`);
  return textIn(
    notices.find((one) => textMember(one, 'kind') === 'namedAsWitness'),
    'id',
  );
}

async function requestedSignOff(self: Token, plan: string): Promise<string> {
  const signOffs = await self.list(`/consent/sign-offs?subjectId=${plan}`);
  return textIn(
    signOffs.find((one) => textMember(one, 'state') === 'requested'),
    'id',
  );
}

/** What the person refuses is talked over with them: it stands on the keyworker's work list. */
async function refusedAmendment(url: string, kw: Token, plan: string, self: Token): Promise<void> {
  await kw.must('POST', `/care-plan/plans/${plan}/proposals`, {
    content: { whatMatters: 'a later walk' },
    reason: 'synthetic amendment',
  });
  await idle(url);
  const id = await requestedSignOff(self, plan);
  await self.must('POST', `/consent/sign-offs/${id}/refusals`, { role: 'person', reasons: 'not now' });
  await idle(url);
}

async function concludedRisk(kw: Token, personId: string, planId: string): Promise<string> {
  const id = await kw.post('/risk/assessments', {
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
