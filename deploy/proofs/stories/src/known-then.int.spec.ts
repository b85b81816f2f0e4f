import { randomUUID } from 'node:crypto';
import type { Actor, Answer, Body } from './actor.js';
import { completedAssessment, organisation, provider, type Provider } from './givens.js';
import { completeContent } from './plan-content.js';
import { draftedPlan, openSignOff, publishedVersion, type PlanInForce } from './plan-givens.js';
import { proposedRestriction, signedRisk } from './risk-givens.js';
import { StoryPlatform } from './platform.js';

const [BEGUN, KNOWN, ASKED, ENDED] = [
  '2026-02-02T10:00:00.000Z',
  '2026-02-10T09:00:00.000Z',
  '2026-02-12T10:00:00.000Z',
  '2026-03-12T10:00:00.000Z',
] as const;
/** As known then: as effective before, as effective on a day that is still to come when it is asked first, and by itself. */
const QUERIES = [
  `knownAt=${KNOWN}&effectiveAt=2026-02-09T12:00:00.000Z`,
  `knownAt=${KNOWN}&effectiveAt=2026-02-25`,
  `knownAt=${KNOWN}`,
];
/** Which streams a path names, by the collection that stands before the id. */
const KEPT_IN: Readonly<Record<string, string>> = {
  '/assessment/persons': 'person',
  '/assessment/assessments': 'assessment',
  '/assessment/handovers': 'handover',
  '/care-plan/plans': 'carePlan',
  '/care-plan/episodes': 'serviceEpisode',
  '/care-plan/subscriptions': 'subscription',
  '/care-plan/daily-records': 'dailyRecord',
  '/risk/assessments': 'riskAssessment',
  '/risk/restrictions': 'restriction',
  '/review/reviews': 'review',
  '/consent/notices': 'consentNotice',
  '/consent/sign-offs': 'signOff',
  '/consent/disclosures': 'disclosure',
  '/consent/data-requests': 'dataRequest',
  '/cpa/cases': 'cpaCase',
};
const SERVICES = ['assessment', 'care-plan', 'risk', 'review', 'consent', 'cpa'];
const ANSWERS = Object.fromEntries(
  ['S1', 'S2', 'S3', 'S4', 'S5', 'E1', 'E2', 'E3', 'E4', 'E5', 'E6', 'E7'].map((code) => [
    code,
    code.startsWith('S') ? 'met' : 'notMet',
  ]),
);

describe('what was known then', () => {
  let platform: StoryPlatform;
  let at: Provider;
  let plan: PlanInForce;
  let cc: Actor;
  let tm: Actor;
  let pa: Actor;
  let other: Actor;
  let cpaPlanId: string;
  let readers: readonly Actor[];
  let operations: readonly { readonly path: string; readonly offered: readonly string[] }[];
  /** Streams of the person by category. */
  let streams: ReadonlyMap<string, readonly string[]>;
  const alone: Record<string, string> = {};
  const ids: Record<string, string> = {};
  const purpose = 'an audit';

  beforeAll(async () => {
    platform = await StoryPlatform.start();
    await platform.clock(BEGUN);
    await lives();
    await platform.idle();
    await platform.clock(ASKED);
    await platform.idle();
    const au = await platform.actor({ roles: ['AU'] });
    readers = [au, pa, at.manager, at.keyworker, plan.person.self, tm, cc];
    const { paths } = await platform.testRoute('GET', '/openapi.json');
    operations = Object.entries(paths as Body).flatMap(([path, { get }]: [string, Body]) =>
      get === undefined
        ? []
        : [{ path, offered: get.parameters.flatMap(({ in: place, name }: Body) => (place === 'query' ? [name] : [])) }],
    );
    streams = await streamsOf(au);
  });
  afterAll(() => platform.stop());

  /** Something of everything that is kept, by the 2nd of February. */
  async function lives(): Promise<void> {
    at = await provider(platform);
    const trust = await organisation(platform, { kind: 'trust' });
    pa = await platform.actor({ roles: ['PA'] });
    cc = await platform.actor({ roles: ['CC'], organisationId: trust.id });
    tm = await platform.actor({ roles: ['TM'], organisationId: trust.id });
    await pa.does('PUT', '/cpa/regions/R1', { scheme: 'twoLevel', from: '2025-01-01', source: 'synthetic' }, 200);
    plan = await draftedPlan(platform, at, { person: { groups: ['mentalHealth'] } });
    const { person, assessor, planId } = plan;
    const personId = person.id;
    await at.manager.post('/care-plan/subscriptions', { personId });
    await publishedVersion(at, plan);
    alone['/care-plan/endpoints'] = String((await at.manager.post('/care-plan/endpoints', { kind: 'kafka' })).id);
    alone['/assessment/organisations'] = at.id;
    alone['/cpa/regions'] = 'R1';
    const refusing = await provider(platform);
    other = refusing.manager;
    ids['handover'] = String(
      (
        await assessor.post('/assessment/handovers', {
          ...{ personId, providerId: refusing.id, serviceId: refusing.serviceId, emergency: true, reason: 'a fall' },
        })
      ).id,
    );
    ids['risk'] = await signedRisk(at.keyworker, person);
    ids['restriction'] = await proposedRestriction(at.keyworker, personId);
    const next = { personId, planId, type: 'formal', at: '2026-03-02T10:00:00.000Z' };
    ids['review'] = String((await at.keyworker.post('/review/reviews', next)).id);
    const entry = { personId, kind: 'note', text: 'tea at four' };
    const noted = await at.keyworker.post('/care-plan/daily-records', entry);
    [ids['day'], ids['entry']] = [String(noted.id), String(noted.entryId)];
    ids['contact'] = randomUUID();
    const contact = { scopes: ['readPlan'], name: 'Synthetic Sister', kind: 'family' };
    await person.self.does('PUT', `/consent/persons/${personId}/contacts/${ids['contact']}`, contact, 200);
    const granted = { inspectorId: randomUUID(), serviceId: at.serviceId, from: '2026-02-02', to: '2026-02-20' };
    alone['/consent/inspections'] = String((await at.manager.post('/consent/inspections', granted)).id);
    ids['request'] = String((await person.self.post('/consent/data-requests', { personId, right: 'access' })).id);
    await platform.idle();
    await witnessed();
    await coordinated(personId);
  }

  /** A second version, whose signature staff record before the person's sister. */
  async function witnessed(): Promise<void> {
    const { contentHash } = await at.keyworker.post(`/care-plan/plans/${plan.planId}/proposals`, {
      content: { ...plan.content, whatMatters: 'my sister' },
      reason: 'talked over',
      effectiveFrom: '2026-02-20',
    });
    const { id } = await openSignOff(plan.person.self, plan.planId, contentHash);
    // An English plan is signed by the person alone.
    const sign = `/consent/sign-offs/${id}/signatures`;
    const witness = { kind: 'family', id: ids['contact'] };
    await at.keyworker.post(sign, { role: 'person', mode: 'verbal', description: 'said yes twice', witness }, 200);
    await platform.idle();
    // Nobody has signed this one by then.
    const content = { ...plan.content, whatMatters: 'my dog' };
    const open = { content, reason: 'asked again', effectiveFrom: '2026-02-21' };
    await at.keyworker.post(`/care-plan/plans/${plan.planId}/proposals`, open);
    await platform.idle();
  }

  async function coordinated(personId: string): Promise<void> {
    const assessment = await completedAssessment(plan.assessor, personId, 'cpa');
    await platform.idle();
    const opening = { personId, acceptedOn: '2026-02-02', teamId: randomUUID(), teamSetting: 'community' };
    const { id } = await tm.post('/cpa/cases', { ...opening, regionCode: 'R1', coordinatorId: cc.userId });
    ids['case'] = `/cpa/cases/${id}`;
    const seen = { answers: ANSWERS, riskRefs: [{ id: ids['risk'], version: 1 }] };
    await cc.post(`${ids['case']}/indicators`, seen);
    const { indicatorProfiles } = await cc.reads(ids['case']);
    const decided = { to: 'standard', rationale: 'as the indicators', effectiveFrom: '2026-02-02' };
    const rests = {
      indicatorProfileId: indicatorProfiles[0].profileId,
      assessmentRef: { id: assessment.id, version: 1 },
    };
    await cc.post(`${ids['case']}/level-decisions`, { ...decided, ...rests }, 200);
    const { id: cpaPlan, etag } = await cc.post('/care-plan/plans', { personId, planKind: 'cpa' });
    cpaPlanId = String(cpaPlan);
    const content = completeContent(assessment);
    content.cpa = {
      social: 'a club',
      professionals: [{ name: 'Synthetic psychiatrist', role: 'psychiatrist', agency: 'trust' }],
      changeActions: [{ trigger: 'stops sleeping', action: 'ring the team', who: 'the sister' }],
    };
    await cc.does('PUT', `/care-plan/plans/${cpaPlanId}/draft`, { content }, 200, { ifMatch: etag });
    await signedCpa(content);
    const disclosed = { personId, planId: cpaPlanId, recipientId: randomUUID(), basis: 'personsPermission' };
    await cc.post('/consent/disclosures', disclosed);
  }

  async function signedCpa(content: Body): Promise<void> {
    const reason = 'talked over';
    const { contentHash } = await cc.post(`/care-plan/plans/${cpaPlanId}/proposals`, { content, reason });
    const { id } = await openSignOff(plan.person.self, cpaPlanId, contentHash);
    const sign = `/consent/sign-offs/${id}/signatures`;
    await plan.person.self.post(sign, { role: 'person', mode: 'signed' }, 200);
    await cc.post(sign, { role: 'cpaCareCoordinator', mode: 'signed' }, 200);
    await platform.idle();
  }

  /** A month in which something happens to each of them, dated before and after, and death at its end. */
  async function livesOn(): Promise<void> {
    const { person, assessor, planId, assessment } = plan;
    const personId = person.id;
    const sheet = `/assessment/persons/${personId}`;
    for (const change of [
      { field: 'dateOfBirth', to: '1940-02-29', reason: 'a certificate' },
      { field: 'name.family', to: 'Other', reason: 'a certificate' },
    ]) {
      const { etag } = await assessor.reads(sheet);
      await assessor.does('PATCH', `${sheet}/basic-information`, change, 200, { ifMatch: etag });
    }
    await assessor.post(`${sheet}/communication-needs`, { formats: [{ format: 'standard', priority: 1 }] });
    const finding = { findingId: assessment.needIds[0], to: 'a need seen better', reason: 'misheard' };
    const corrections = `/assessment/assessments/${assessment.id}/corrections`;
    await assessor.post(corrections, { ...finding, effectiveFrom: '2026-02-03' });
    await at.manager.post(`/care-plan/endpoints/${alone['/care-plan/endpoints']}/pause`, {}, 200);
    await other.post(`/assessment/handovers/${ids['handover']}/return`, { reason: 'no room' }, 200);
    const organised = { kind: 'provider', name: 'Renamed', jurisdiction: 'ENG', services: [] };
    await pa.does('PUT', `/assessment/organisations/${at.id}`, organised, 200);
    await at.keyworker.post(`/care-plan/plans/${planId}/corrections`, {
      ...{ field: 'allergies', to: [{ substance: 'synthetic allergen' }], reason: 'hospital letter' },
      ...{ effectiveFrom: '2026-02-03', appliesToVersions: [1] },
    });
    await person.self.post(`/consent/plans/${planId}/withdrawal`, { scope: ['a2'], reasons: 'no more' });
    await at.manager.post(`/care-plan/plans/${planId}/suspension`, { reason: 'hospital', actionIds: ['a1'] }, 200);
    await platform.clock('2026-02-26T10:00:00.000Z');
    const { etag } = await at.keyworker.reads(`/care-plan/plans/${planId}`);
    const content = { whatMatters: 'my roses' };
    await at.keyworker.does('PUT', `/care-plan/plans/${planId}/draft`, { content }, 200, { ifMatch: etag });
    await publishedVersion(at, plan);
    await at.keyworker.post(`/care-plan/daily-records/${ids['day']}/corrections`, {
      ...{ entryId: ids['entry'], to: 'tea at five', reason: 'misread' },
    });
    await person.self.does('DELETE', `/consent/persons/${personId}/contacts/${ids['contact']}`, undefined, 200);
    const dp = await platform.actor({ roles: ['DP'] });
    const refusal = { reasons: 'answered already', article: '12(5)' };
    await dp.post(`/consent/data-requests/${ids['request']}/refusal`, refusal, 200);
    const risk = `/risk/assessments/${ids['risk']}`;
    await at.keyworker.post(`${risk}/outcomes`, { outcome: 'harm', narrative: 'a slip' });
    await at.keyworker.post(`${risk}/closure`, { reason: 'moved downstairs' }, 200);
    await at.keyworker.post(`/risk/restrictions/${ids['restriction']}/end`, { reason: 'not needed' }, 200);
    await cc.post(`${ids['case']}/indicators`, { answers: { E1: 'met' } });
    const raised = { to: 'enhanced', rationale: 'crisis', emergency: true, overrideReason: 'crisis' };
    await cc.post(`${ids['case']}/level-decisions`, { ...raised, effectiveFrom: '2026-02-26' }, 200);
    await pa.does('PUT', '/cpa/regions/R1', { scheme: 'communityFramework', from: '2026-01-20' }, 200);
    await pa.does('PUT', '/cpa/regions/R2', { scheme: 'twoLevel', from: '2026-01-20' }, 200);
    await tm.post(`${ids['case']}/region`, { to: 'R2', reason: 'moved' }, 200);
    await signedCpa((await cc.reads(`/care-plan/plans/${cpaPlanId}`)).draft.content);
    await platform.clock('2026-03-02T10:00:00.000Z');
    await at.keyworker.post(`/review/reviews/${ids['review']}/start`, {}, 200);
    const attended = { party: { kind: 'person', id: personId }, present: true };
    await at.keyworker.post(`/review/reviews/${ids['review']}/attendance`, attended);
    const team = { keyworkerId: at.staff.userId, members: [] };
    await at.manager.post(`/care-plan/episodes/${plan.episodeId}/team`, team, 200);
    await platform.clock(ENDED);
    for (const task of await openTasks())
      await readers[0]?.call('POST', task, {}, { headers: { 'x-purpose': purpose } });
    await at.manager.post(`/care-plan/episodes/${plan.episodeId}/end`, { reason: 'completed' }, 200);
    const death = { dateOfDeath: '2026-03-11', evidence: 'certificate' };
    await assessor.post(`/assessment/persons/${personId}/death`, death);
    await platform.idle();
  }

  async function openTasks(): Promise<readonly string[]> {
    return [...streams].flatMap(([name, found]) =>
      name.endsWith('/task') ? found.map((id) => `/${name}s/${id}/completion`) : [],
    );
  }

  /** By service and category, what the record of the person holds, as it was known then. */
  async function streamsOf(au: Actor): Promise<ReadonlyMap<string, readonly string[]>> {
    const found = new Map<string, readonly string[]>();
    for (const service of SERVICES) {
      const path = `/${service}/persons/${plan.person.id}/timeline?knownAt=${KNOWN}`;
      for (const { stream } of (await au.reads(path, { purpose })).items as readonly Body[]) {
        const [, category = '', id = ''] = /^([A-Za-z]+)-(.+)$/.exec(stream) ?? [];
        const name = `${service}/${category}`;
        found.set(name, [...new Set([...(found.get(name) ?? []), id])]);
      }
    }
    return found;
  }

  /** The paths of a template that name something of this life. */
  function filled(path: string): readonly string[] {
    if (path.includes('{personId}')) return [path.replace('{personId}', plan.person.id)];
    const [collection = '', rest = ''] = path.split(/\/\{(?:id|code)\}/);
    const service = collection.split('/')[1] ?? '';
    const category = collection.endsWith('/tasks') ? 'task' : (KEPT_IN[collection] ?? '');
    const found = alone[collection] === undefined ? streams.get(`${service}/${category}`) : [alone[collection]];
    return (found ?? []).map((id) => `${collection}/${id}${rest}`);
  }

  /** Somebody who reads this as it is now, and what it says. */
  async function readNow(path: string): Promise<{ readonly reader: Actor; readonly text: string }> {
    for (const reader of readers) {
      const { status, text } = await reader.get(path, { purpose });
      if (status === 200) return { reader, text };
    }
    throw new Error(`nobody reads ${path}`);
  }

  /** What stays of an answer: of a refusal its code. */
  const kept = ({ status, text, body }: Answer): string => (status === 200 ? text : `${status} ${body.code}`);

  /** It says when it was given, and how far each log reached by then. */
  const isEvidence = (path: string): boolean => path.endsWith('/evidence');
  const offering = (offered: readonly string[]): boolean =>
    offered.includes('knownAt') && offered.includes('effectiveAt');

  it('PLAT-02, ENG-143: every read that offers the pair answers a month later with the same bytes', async () => {
    const before: { readonly path: string; readonly reader: Actor; readonly answer: Answer }[] = [];
    const unread: string[] = [];
    const presently = new Map<string, { readonly template: string; readonly text: string }>();
    for (const { path, offered } of operations)
      if (offering(offered) && !isEvidence(path)) {
        const paths = filled(path);
        let read = 0;
        for (const one of paths) {
          const { reader, text } = await readNow(one);
          presently.set(one, { template: path, text });
          for (const query of QUERIES) {
            const answer = await reader.get(`${one}?${query}`, { purpose });
            const final = answer.headers.get('x-known-at-final');
            // Both instants given, nothing that comes later can change the answer.
            if (answer.status === 200 && query.includes('effectiveAt')) expect([one, final]).toEqual([one, 'true']);
            if (answer.status !== 200 || final === 'true') before.push({ path: `${one}?${query}`, reader, answer });
            if (answer.status === 200) read += 1;
          }
        }
        if (read === 0) unread.push(path);
      }
    // The services in which nobody had anything to do by then.
    expect(unread.filter((path) => !path.endsWith('/tasks/{id}'))).toEqual([]);
    expect(before.filter(({ answer }) => answer.status === 200).length).toBeGreaterThan(60);
    await livesOn();
    const changed: object[] = [];
    for (const { path, reader, answer } of before) {
      const now = await reader.get(path, { purpose });
      if (kept(now) !== kept(answer)) changed.push({ path, then: answer.body as object, now: now.body as object });
    }
    expect(changed).toEqual([]);
    // A month has left its mark on each of them, or this would say nothing.
    const moved = new Set<string>();
    for (const [path, { template, text }] of presently) if ((await readNow(path)).text !== text) moved.add(template);
    const still = operations.flatMap(({ path, offered }) =>
      offering(offered) && !isEvidence(path) && !moved.has(path) ? [path] : [],
    );
    expect(still.filter((path) => !path.endsWith('/tasks/{id}'))).toEqual([
      // A grant of inspection, and what was told to whom, never change.
      '/consent/notices/{id}',
      '/consent/inspections/{id}',
    ]);
  });

  it('a collection is read a page at a time, and a cursor leads on in its own collection alone', async () => {
    const auditor = await platform.actor({ roles: ['AU'] });
    const read = (path: string): Promise<Answer> => auditor.get(path, { purpose });
    const whole = (await read(`/care-plan/plans/${plan.planId}/versions`)).body.items as Body[];
    const pages: Body[] = [];
    let next = '';
    for (let turn = 0; turn === 0 || next !== ''; turn += 1) {
      const from = next === '' ? '' : `&after=${next}`;
      const page = (await read(`/care-plan/plans/${plan.planId}/versions?limit=1${from}`)).body;
      pages.push(...page.items);
      next = String(page.next ?? '');
      if (turn === 0) {
        const elsewhere = await read(`/care-plan/plans/${plan.planId}/readers?after=${next}`);
        expect([elsewhere.status, elsewhere.body.code]).toEqual([400, 'CURSOR_UNKNOWN']);
      }
    }
    expect(whole.length).toBeGreaterThan(1);
    expect(pages).toEqual(whole);
  });

  it('a read that does not offer an instant refuses it by its name, and so does every list', async () => {
    const values: Readonly<Record<string, string>> = { n: '1', i: '1', hash: 'a'.repeat(64), code: 'R1' };
    const wrong: unknown[] = [];
    let asked = 0;
    for (const { path, offered } of operations)
      for (const name of ['knownAt', 'effectiveAt', 'limit', 'after']) {
        if (offered.includes(name)) continue;
        asked += 1;
        const one = path.replace(/\{(\w+)\}/g, (_, place: string) =>
          place === 'stream' ? `carePlan-${plan.planId}` : (values[place] ?? plan.person.id),
        );
        const needed = offered.includes('personId') ? `personId=${plan.person.id}&` : '';
        const { status, body } = await cc.get(`${one}?${needed}${name}=1`, { purpose });
        // FHIR clients have the form of their standard.
        const isNamed =
          body.resourceType === 'OperationOutcome'
            ? body.issue.some(({ expression }: Body) => expression[0] === `http.${name}`)
            : body.code === 'MALFORMED' &&
              body.items.some(({ in: place, pointer }: Body) => place === 'query' && pointer === `/${name}`);
        if (status !== 400 || !isNamed) wrong.push([one, name, status, body]);
      }
    expect(wrong).toEqual([]);
    expect(asked).toBeGreaterThan(100);
  });
});
