import type { Actor, Answer, Body } from './actor.js';
import { assessor, completedAssessment, person, provider, type Provider } from './givens.js';
import { councilContent } from './plan-content.js';
import { draftedPlan, openSignOff, publishedVersion, type PlanInForce } from './plan-givens.js';
import { StoryPlatform } from './platform.js';

const FEED = '/care-plan/notices';
const REQUESTS = '/consent/data-requests';
const WITHHELD = 'care-plan.notice-withheld.v1';
const FRIEND = 'Synthetic Friend';
const purpose = 'audit';

/** UK GDPR art 18, D20: what a person had restricted is stored, and used for next to nothing until it is lifted. */
describe('a person has the processing of a section restricted', () => {
  let platform: StoryPlatform;
  let at: Provider;
  let plan: PlanInForce;
  let officer: Actor;
  let auditor: Actor;
  let machine: Actor;
  let requestId: string;
  let subscriptionId: string;
  let easyRead: string;
  let before: readonly Body[];

  const own = (rest = ''): string => `/care-plan/plans/${plan.planId}${rest}`;
  const readers = (): readonly Actor[] => [at.keyworker, at.staff, at.manager, plan.assessor];
  const feed = async (): Promise<readonly Body[]> => (await machine.reads(FEED)).items;
  const routes = (): readonly string[] => [
    own(),
    own('?effectiveAt=2026-03-03T08:00:00.000Z'),
    `/care-plan/plans?personId=${plan.person.id}`,
    own('/versions/1'),
    own('/versions/1/issues/1'),
    own('/diff?from=1&to=2'),
    `/care-plan/persons/${plan.person.id}/first-plan`,
  ];
  /** Only those who write the plan read these. */
  const written = (): readonly string[] => [own('/draft?since=0'), own('/contributions'), own('/coverage')];
  const seen = async (by: Actor, path: string): Promise<Answer> => {
    const answer = await by.get(path, { purpose });
    expect([path, answer.status]).toEqual([path, 200]);
    return answer;
  };

  beforeAll(async () => {
    platform = await StoryPlatform.start();
    await platform.clock('2026-03-02T09:00:00.000Z');
    at = await provider(platform);
    officer = await platform.actor({ roles: ['DP'] });
    auditor = await platform.actor({ roles: ['AU'] });
    machine = await platform.actor({ roles: ['SY'], organisationId: at.id, scope: 'notices.read plans.read' });
    plan = await draftedPlan(platform, at, {
      content: (content) => ({
        ...content,
        importantPeople: [
          { id: 'p1', name: FRIEND },
          { id: 'p2', name: 'Synthetic Sister', emergency: true },
        ],
      }),
    });
    ({ id: subscriptionId } = await at.manager.post('/care-plan/subscriptions', { personId: plan.person.id }));
    await publishedVersion(at, plan);
    await platform.clock('2026-03-03T09:00:00.000Z');
    const { etag } = await at.keyworker.reads(own());
    const importantPeople = [
      { id: 'p1', name: FRIEND, relationship: `${FRIEND}, an old neighbour` },
      { id: 'p2', name: 'Synthetic Sister', emergency: true },
    ];
    await at.keyworker.does('PUT', own('/draft'), { content: { importantPeople } }, 200, { ifMatch: String(etag) });
    await publishedVersion(at, plan);
    await plan.person.self.post(own('/contributions'), { section: 'importantPeople', text: `${FRIEND} moved` });
    const raw = { raw: 'synthetic easy read', headers: { 'content-type': 'text/plain' } };
    const { hash } = await at.keyworker.post(`/care-plan/attachments?personId=${plan.person.id}`, undefined, 201, raw);
    easyRead = String(hash);
    await at.keyworker.post(own('/versions/2/renditions'), { format: 'easyRead', lang: 'en', attachmentHash: hash });
    await platform.idle();
    before = await feed();
    for (const path of routes()) expect((await seen(at.keyworker, path)).text).toContain(FRIEND);
    ({ id: requestId } = await plan.person.self.post(REQUESTS, { personId: plan.person.id, right: 'restriction' }));
  }, 120_000);
  afterAll(() => platform.stop());

  it('D20: the data protection officer decides it, for what no safety rests on', async () => {
    const path = `${REQUESTS}/${requestId}/restriction`;
    const body = { fields: ['importantPeople'], ground: 'accuracyContested' };
    await at.manager.refused('POST', path, body, 403, 'ROLE_NOT_PERMITTED');
    await officer.refused('POST', path, { ...body, fields: ['allergies'] }, 422, 'REASON_NOT_ALLOWED', {
      items: ['allergies'],
    });
    await officer.refused('POST', path, { ...body, fields: ['nothing'] }, 400, 'MALFORMED');
    await officer.post(path, body, 200);
    await platform.idle();
    expect((await officer.lists(REQUESTS, 'state=restricted', { purpose })).map(({ id }) => id)).toEqual([requestId]);
    expect(await plan.person.self.reads(`${REQUESTS}/${requestId}`)).toMatchObject({
      state: 'restricted',
      restriction: { fields: ['importantPeople'] },
    });
  });

  it('D20: nobody who serves the person reads it, by whatever route; each answer says what it leaves out', async () => {
    for (const by of readers())
      for (const path of routes()) {
        const { text, headers } = await seen(by, path);
        expect([path, text.includes(FRIEND), text.includes('old neighbour')]).toEqual([path, false, false]);
        expect([path, headers.get('x-restricted')]).toEqual([path, 'importantPeople']);
      }
    for (const path of written()) expect((await seen(at.keyworker, path)).text).not.toContain(FRIEND);
    const { body } = await seen(at.keyworker, own());
    expect(body.current.content.whatMatters).toBe('my garden');
  });

  it('D20: the person, the data protection officer and the auditor read all of it', async () => {
    for (const by of [plan.person.self, officer, auditor])
      for (const path of [own(), own('/versions/1'), own('/diff?from=1&to=2')]) {
        const { text, headers } = await seen(by, path);
        expect([path, text.includes(FRIEND)]).toEqual([path, true]);
        expect(headers.get('x-restricted')).toBeNull();
      }
  });

  it('D20: what others must know at once stays: the safety list', async () => {
    const { emergencyContacts } = await at.staff.reads(`/care-plan/persons/${plan.person.id}/safety`);
    expect(emergencyContacts).toEqual([expect.objectContaining({ name: 'Synthetic Sister' })]);
  });

  it('D20: nobody writes it anew; another section is amended, and carries it over unread', async () => {
    const { etag } = await at.keyworker.reads(own());
    const ifMatch = String(etag);
    await at.keyworker.refused(
      'PUT',
      own('/draft'),
      { content: { importantPeople: [] } },
      403,
      'PROCESSING_RESTRICTED',
      { ifMatch, items: ['importantPeople'] },
    );
    await at.keyworker.does('PUT', own('/draft'), { content: { whatMatters: 'my cat' } }, 200, { ifMatch });
    expect(await publishedVersion(at, plan)).toBe(3);
    const third = await plan.person.self.reads(own('/versions/3'));
    expect(third.content).toMatchObject({ whatMatters: 'my cat', importantPeople: [{ name: FRIEND }, {}] });
    expect((await seen(at.keyworker, own('/versions/3'))).headers.get('x-content-verified')).toBeNull();
    expect((await seen(at.keyworker, own('/versions/3'))).text).not.toContain(FRIEND);
  });

  it('D20: a rendition, which nobody can cut, is withheld whole', async () => {
    const path = `/care-plan/attachments/${easyRead}`;
    for (const by of [at.keyworker, at.manager])
      await by.refused('GET', path, undefined, 403, 'PROCESSING_RESTRICTED', { items: ['importantPeople'] });
    expect((await plan.person.self.get(path)).text).toBe('synthetic easy read');
  });

  it('PLAT-12: its notices are withheld in their place, earlier ones too, and its machine fetches no version', async () => {
    const items = await feed();
    expect(items.map(({ event }) => event.type)).toEqual(items.map(() => WITHHELD));
    expect(items.length).toBe(before.length + 1);
    expect(items.slice(0, before.length).map(({ event }) => [event.sequence, event.id])).toEqual(
      before.map(({ event }) => [event.sequence, event.id]),
    );
    for (const item of items) expect(item).not.toHaveProperty('links');
    const notices = `/care-plan/subscriptions/${subscriptionId}/notices`;
    for (const by of [machine, at.manager])
      for (const one of (await by.reads(notices)).items)
        expect(Object.keys(one).sort()).toEqual(['acknowledged', 'cursor', 'noticeNo', 'notifiedAt', 'restricted']);
    expect((await auditor.reads(notices, { purpose })).items[0]).toMatchObject({ planId: plan.planId });
    expect((await machine.get(own('/versions/1'))).status).toBe(404);
  });

  it('UK GDPR art 18(3): lifted once the person was told, all of it is shown again, and who was left out is notified', async () => {
    const path = `${REQUESTS}/${requestId}/restriction/lifting`;
    await officer.refused('POST', path, { reason: 'it was right' }, 422, 'TIMESCALE_INVALID');
    await officer.post(path, { reason: 'it was right', personToldOn: '2026-03-03' }, 200);
    await platform.idle();
    for (const one of [...routes(), ...written()]) {
      const { text, headers } = await seen(at.keyworker, one);
      if (one !== own('/coverage')) expect([one, text.includes(FRIEND)]).toEqual([one, true]);
      expect(headers.get('x-restricted')).toBeNull();
    }
    const items = await feed();
    expect(items.slice(0, before.length).map(({ event }) => event)).toEqual(before.map(({ event }) => event));
    expect(items.slice(before.length).map(({ event, changeKind }) => [event.data.versionNo, changeKind])).toEqual([
      [3, 'published'],
      [3, 'restrictionLifted'],
    ]);
    expect((await machine.get(own('/versions/1'))).status).toBe(200);
    expect((await at.keyworker.get(`/care-plan/attachments/${easyRead}`)).text).toBe('synthetic easy read');
  });
});

describe('a copy of a plan whose processing is restricted in part', () => {
  let platform: StoryPlatform;

  beforeAll(async () => {
    platform = await StoryPlatform.start();
    await platform.clock('2026-03-02T09:00:00.000Z');
  });
  afterAll(() => platform.stop());

  it('D20: leaves it out, unless it rests on a legal claim, safeguarding, somebody’s life or the public interest', async () => {
    const council = await assessor(platform);
    const { id: personId, self } = await person(platform, council);
    const { needIds } = await completedAssessment(council, personId);
    const { id: planId } = await council.post('/care-plan/plans', { personId, planKind: 'localAuthority' });
    const content = { ...councilContent(needIds), importantPeople: [{ id: 'p1', name: FRIEND }] };
    const { contentHash } = await council.post(`/care-plan/plans/${planId}/proposals`, { content, reason: 'agreed' });
    const { id: signOffId } = await openSignOff(self, planId, contentHash);
    await self.post(`/consent/sign-offs/${signOffId}/signatures`, { role: 'person', mode: 'signed' }, 200);
    await platform.idle();
    const officer = await platform.actor({ roles: ['DP'] });
    const recipient = await platform.actor({ roles: ['DW'] });
    const { id } = await self.post(REQUESTS, { personId, right: 'restriction' });
    const restriction = { fields: ['importantPeople'], ground: 'neededForClaims' };
    await officer.post(`${REQUESTS}/${id}/restriction`, restriction, 200);
    await platform.idle();
    const copyOn = async (basis: string): Promise<Answer> => {
      const body = { personId, recipientId: recipient.userId, role: 'DW', basis, planId, evidence: 'synthetic' };
      const made = await council.post('/consent/disclosures', body);
      await platform.idle();
      return recipient.get(`/care-plan/disclosures/${made.id}/copy`, { purpose: 'benefit' });
    };
    for (const [basis, isWhole] of [
      ['personsPermission', false],
      ['courtOrder', true],
      ['vitalInterests', true],
    ] as const) {
      const { status, text, body } = await copyOn(basis);
      expect([basis, status, text.includes(FRIEND)]).toEqual([basis, 200, isWhole]);
      expect(body.content.needs).toHaveLength(needIds.length);
    }
  });
});
