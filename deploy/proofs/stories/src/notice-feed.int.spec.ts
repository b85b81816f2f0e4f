import { createHash } from 'node:crypto';
import type { Actor, Body } from './actor.js';
import { organisation, provider, type Provider } from './givens.js';
import { agreedCouncilPlan, draftedPlan, publishedVersion, type PlanInForce } from './plan-givens.js';
import { StoryPlatform } from './platform.js';

const FEED = '/care-plan/notices';
const TYPE = { started: 'care-plan.subscription-started.v1', changed: 'care-plan.plan-changed.v1' };

/** The next events of a stream, as many as wanted: their cursors and what they say. */
async function nextEvents(
  by: Actor,
  url: string,
  many: number,
  headers: Readonly<Record<string, string>> = {},
): Promise<readonly { readonly id: string; readonly data: string }[]> {
  const gone = new AbortController();
  const answer = await fetch(url + FEED, {
    headers: { authorization: `Bearer ${by.token}`, accept: 'text/event-stream', ...headers },
    signal: gone.signal,
  });
  expect([answer.status, answer.headers.get('content-type')]).toEqual([200, 'text/event-stream; charset=utf-8']);
  let text = '';
  const found: { id: string; data: string }[] = [];
  try {
    for await (const chunk of answer.body ?? []) {
      text += Buffer.from(chunk).toString();
      found.length = 0;
      for (const [, id = '', data = ''] of text.matchAll(/id: (\S+)\nevent: notice\ndata: (.*)\n\n/g))
        found.push({ id, data });
      if (found.length >= many) break;
    }
  } finally {
    gone.abort();
  }
  return found;
}

describe('a provider’s feed of notices', () => {
  let platform: StoryPlatform;
  let at: Provider;
  let elsewhere: Provider;
  let machine: Actor;
  const plans: PlanInForce[] = [];

  const machineOf = (organisationId: string, scope?: string, more: object = {}) =>
    platform.actor({ roles: ['SY'], organisationId, ...(scope === undefined ? {} : { scope }), ...more });
  const feed = async (by: Actor, query = ''): Promise<Body> => by.reads(`${FEED}${query}`);
  const subscribed = async (of: Provider): Promise<PlanInForce> => {
    const plan = await draftedPlan(platform, of);
    await of.manager.post('/care-plan/subscriptions', { personId: plan.person.id });
    await publishedVersion(of, plan);
    return plan;
  };

  beforeAll(async () => {
    platform = await StoryPlatform.start();
    await platform.clock('2026-03-02T09:00:00.000Z');
    at = await provider(platform);
    elsewhere = await provider(platform);
    machine = await machineOf(at.id, 'notices.read plans.read');
    for (const one of [at, elsewhere, at]) plans.push(await subscribed(one));
    await platform.idle();
  }, 120_000);
  afterAll(() => platform.stop());

  it('PLAT-12: is one for everybody whom it serves, numbered without a gap, found without knowing an id', async () => {
    const { items, next, head } = await feed(machine);
    expect(items.map(({ event }: Body) => [Number(event.sequence), event.type])).toEqual([
      [1, TYPE.started],
      [2, TYPE.changed],
      [3, TYPE.started],
      [4, TYPE.changed],
    ]);
    expect([next, head]).toEqual([items.at(-1).cursor, items.at(-1).cursor]);
    const changed = items.filter(({ event }: Body) => event.type === TYPE.changed);
    expect(changed.map(({ event, changeKind }: Body) => [event.data.planId, event.data.versionNo, changeKind])).toEqual(
      [
        [plans[0]?.planId, 1, 'published'],
        [plans[2]?.planId, 1, 'published'],
      ],
    );
  });

  it('PLAT-14: pages neither skip nor double, and say where they end', async () => {
    const seen: string[] = [];
    let after = '';
    for (const _ of Array(5)) {
      const { items, next } = await feed(machine, `?limit=1${after}`);
      seen.push(...items.map(({ event }: Body) => event.sequence));
      after = `&after=${next}`;
    }
    expect(seen.map(Number)).toEqual([1, 2, 3, 4]);
    for (const cursor of ['x', 'MS41', Buffer.from('1.99').toString('base64url')])
      await machine.refused('GET', `${FEED}?after=${cursor}`, undefined, 400, 'CURSOR_UNKNOWN');
  });

  it('PLAT-13: the version that a notice announces is fetched by its link, by the machine', async () => {
    const { items } = await feed(machine);
    const { links, event } = items[1];
    const answer = await machine.get(links.version, { headers: { prefer: `wait-for=${links.waitFor}` } });
    expect([answer.status, answer.body.versionNo]).toEqual([200, event.data.versionNo]);
  });

  it('nobody else reads it: not another provider, another tenant, a carer, or a machine without the scope', async () => {
    const other = await feed(await machineOf(elsewhere.id, 'notices.read'));
    expect(other.items.map(({ event }: Body) => Number(event.sequence))).toEqual([1, 2]);
    const own = `?organisationId=${at.id}`;
    const stranger = await machineOf(elsewhere.id, 'notices.read');
    await stranger.refused('GET', `${FEED}${own}`, undefined, 404, 'NOT_FOUND');
    const abroad = await machineOf(at.id, 'notices.read', {
      tenantId: '00000000-0000-4000-8000-0000000000ff',
    });
    expect((await feed(abroad)).items).toEqual([]);
    for (const scope of [undefined, 'plans.read'])
      await (
        await machineOf(at.id, scope)
      ).refused('GET', FEED, undefined, 403, 'SCOPE_MISSING', {
        items: ['notices.read'],
      });
    // What scope a route asks for is the same story wherever a machine comes.
    await machine.refused('GET', '/care-plan/endpoints', undefined, 403, 'SCOPE_MISSING', {
      items: ['endpoints.manage'],
    });
    await at.keyworker.refused('GET', FEED, undefined, 404, 'NOT_FOUND');
    expect((await feed(at.manager)).items).toHaveLength(4);
    const auditor = await platform.actor({ roles: ['AU'] });
    const audited = await auditor.get(`${FEED}${own}`, { purpose: 'audit' });
    expect([audited.status, audited.body.items.length]).toEqual([200, 4]);
  });

  it('a scope never widens a role', async () => {
    const keyworker = await platform.actor({
      roles: ['KW'],
      organisationId: at.id,
      scope: 'notices.read notices.acknowledge plans.read endpoints.manage',
    });
    await keyworker.refused('GET', FEED, undefined, 404, 'NOT_FOUND');
  });

  it('each person whom it shows has an entry in their access log', async () => {
    const { items } = await (
      await platform.actor({ roles: ['AU'] })
    )
      .get(`/care-plan/persons/${plans[0]?.person.id}/access-entries`, { purpose: 'audit' })
      .then(({ body }) => body);
    expect(items).toEqual(
      expect.arrayContaining([expect.objectContaining({ route: `GET ${FEED}`, outcome: 'listed' })]),
    );
  });

  it('goes on as a stream, from the beginning or after an event, with the same bytes', async () => {
    const { items } = await feed(machine);
    const streamed = await nextEvents(machine, platform.url, 4);
    expect(streamed.map(({ id }) => id)).toEqual(items.map(({ cursor }: Body) => cursor));
    expect(streamed.map(({ data }) => data)).toEqual(items.map(({ event }: Body) => JSON.stringify(event)));
    const [, second] = streamed;
    const later = await nextEvents(machine, platform.url, 2, { 'last-event-id': second?.id ?? '' });
    expect(later).toEqual(streamed.slice(2));
  });

  it('waits for the next notice, by page and by stream, and is woken by it', async () => {
    const { head } = await feed(machine);
    const waiting = feed(machine, `?after=${head}&wait=PT20S`);
    const streaming = nextEvents(machine, platform.url, 1, { 'last-event-id': head });
    plans.push(await subscribed(at));
    const [{ items }, [event]] = await Promise.all([waiting, streaming]);
    expect(items.map(({ event: { sequence } }: Body) => Number(sequence))).toContain(5);
    expect(JSON.parse(event?.data ?? '{}').sequence).toBe('0000000000000005');
    await machine.refused('GET', `${FEED}?wait=PT21S`, undefined, 400, 'MALFORMED');
  });

  it('says neither whom a notice is about nor what has changed', async () => {
    const streamed = await nextEvents(machine, platform.url, 6);
    const text = streamed.map(({ data }) => data).join('');
    for (const { person } of plans) expect(text).not.toContain(person.id);
    expect(text).not.toMatch(/published|changeKind|Synthetic/);
  });

  it('PLAT-12: a rebuild of the views gives the same numbers, and cursors stay good', async () => {
    const hash = async () =>
      createHash('sha256')
        .update(JSON.stringify((await feed(machine)).items.map(({ cursor, event }: Body) => [cursor, event])))
        .digest('hex');
    await platform.idle();
    const before = await hash();
    const { items } = await feed(machine, '?limit=2');
    await platform.testRoute('POST', '/test/rebuild');
    expect(await hash()).toBe(before);
    expect((await feed(machine, `?after=${items.at(-1).cursor}`)).items[0].event.sequence).toBe('0000000000000003');
  });

  it('PLAT-12: its subscriptions are found without knowing anybody’s id, and an administrator sees only that they are there', async () => {
    const { items } = await machine.reads('/care-plan/subscriptions?state=active');
    expect(items.map(({ personId }: Body) => personId).sort()).toEqual(
      [plans[0], plans[2], plans[3]].map((plan) => plan?.person.id).sort(),
    );
    expect(items[0]).toMatchObject({ providerId: at.id, state: 'active', lastNoticeNo: 1, waiting: 1 });
    const { items: others } = await elsewhere.manager.reads('/care-plan/subscriptions');
    expect(others).toEqual([expect.objectContaining({ providerId: elsewhere.id })]);
    const administrator = await platform.actor({ roles: ['PA'] });
    const { items: seen } = await administrator.reads('/care-plan/subscriptions');
    expect(seen).toHaveLength(4);
    for (const one of seen) expect(Object.keys(one).sort()).toEqual(['etag', 'id', 'providerId', 'revision', 'state']);
    const one = await administrator.reads(`/care-plan/subscriptions/${seen[0].id}`);
    expect(one).not.toHaveProperty('lastNoticeNo');
    expect((await administrator.get(`/care-plan/subscriptions/${seen[0].id}/notices`)).status).toBe(404);
  });

  it('PLAT-13: many notices are acknowledged at once, up to a cursor or by their ids, each once', async () => {
    const path = `${FEED}/acknowledgements`;
    const waiting = async (): Promise<number> =>
      (await machine.reads('/care-plan/subscriptions?waiting=true')).items.length;
    const { items } = await feed(machine);
    const acknowledging = await machineOf(at.id, 'notices.acknowledge');
    await machine.refused('POST', path, { upTo: items[1].cursor }, 403, 'SCOPE_MISSING', {
      items: ['notices.acknowledge'],
    });
    for (const body of [{}, { upTo: items[1].cursor, ids: [items[1].event.id] }])
      await acknowledging.refused('POST', path, body, 400, 'MALFORMED');
    await acknowledging.refused('POST', path, { upTo: 'MS45OQ' }, 400, 'CURSOR_UNKNOWN');
    const before = await waiting();
    const key = { key: 'the first ones' };
    expect(await acknowledging.post(path, { upTo: items[1].cursor }, 200, key)).toMatchObject({
      acknowledged: 1,
      more: false,
    });
    const again = await acknowledging.post(path, { upTo: items[1].cursor }, 200, key);
    expect(again).toMatchObject({ acknowledged: 1, more: false });
    await acknowledging.refused('POST', path, { upTo: items.at(-1).cursor }, 409, 'IDEMPOTENCY_MISMATCH', key);
    expect(await waiting()).toBe(before - 1);
    const ids = items.slice(2).map(({ event }: Body) => event.id);
    expect((await acknowledging.post(path, { ids }, 200)).acknowledged).toBe(before - 1);
    expect(await waiting()).toBe(0);
    const stranger = await machineOf(elsewhere.id, 'notices.acknowledge');
    expect((await stranger.post(path, { ids }, 200)).acknowledged).toBe(0);
    const { items: subscriptions } = await machine.reads(`/care-plan/subscriptions?personId=${plans[0]?.person.id}`);
    expect(subscriptions[0].acknowledged).toEqual([1]);
  });

  it('PLAT-13: a machine fetches a version only with the scope, and leaves in the access log why', async () => {
    const { items } = await feed(machine);
    const { version } = items[1].links;
    const without = await machineOf(at.id, 'notices.read');
    await without.refused('GET', version, undefined, 403, 'SCOPE_MISSING', { items: ['plans.read'] });
    const other = await machineOf(elsewhere.id, 'plans.read');
    await other.refused('GET', version, undefined, 404, 'NOT_FOUND');
    await machine.reads(version);
    const auditor = await platform.actor({ roles: ['AU'] });
    const { body } = await auditor.get(`/care-plan/persons/${plans[0]?.person.id}/access-entries`, {
      purpose: 'audit',
    });
    expect(body.items).toEqual(
      expect.arrayContaining([
        expect.objectContaining({
          route: 'GET /care-plan/plans/:id/versions/:n',
          outcome: 'read',
          purpose: 'provision',
        }),
      ]),
    );
  });

  it('PLAT-12: a council subscribes as a provider does, for itself alone', async () => {
    const { id: council } = await organisation(platform, { kind: 'council' });
    const personId = plans[0]?.person.id;
    const assessor = (organisationId?: string) =>
      platform.actor({
        roles: ['AS'],
        qualifications: ['assessor'],
        ...(organisationId === undefined ? {} : { organisationId }),
      });
    const path = '/care-plan/subscriptions';
    await (await assessor(council)).post(path, { personId });
    await platform.idle();
    const { items } = await feed(await machineOf(council, 'notices.read'));
    expect(items.map(({ event: { type } }: Body) => type)).toEqual([TYPE.started]);
    for (const other of [await assessor(council), await assessor()])
      await other.refused('POST', path, { personId, providerId: elsewhere.id }, 404, 'NOT_FOUND');
  });

  it('PLAT-13: a council’s machine fetches the version of its plan that a notice announces, until the last service that it commissions ends', async () => {
    const { id: council } = await organisation(platform, { kind: 'council' });
    const assessor = await platform.actor({ roles: ['AS'], qualifications: ['assessor'], organisationId: council });
    const plan = await draftedPlan(platform, elsewhere);
    const { id: subscription } = await assessor.post('/care-plan/subscriptions', { personId: plan.person.id });
    await agreedCouncilPlan(platform, assessor, plan.person);
    await platform.idle();
    const councils = await machineOf(council, 'notices.read notices.acknowledge plans.read');
    const changed = (await feed(councils)).items.find(({ event }: Body) => event.type === TYPE.changed);
    expect(await councils.reads(changed.links.version)).toMatchObject({ versionNo: 1 });
    expect((await councils.reads(`${changed.links.subscription}/notices`)).items).toHaveLength(1);
    for (const other of [await machineOf(elsewhere.id, 'plans.read'), await machineOf(at.id, 'plans.read')])
      await other.refused('GET', changed.links.version, undefined, 404, 'NOT_FOUND');
    await elsewhere.manager.post(`/care-plan/episodes/${plan.episodeId}/end`, { reason: 'completed' }, 200);
    await platform.idle();
    const { items } = await feed(councils);
    expect(items.at(-1)).toMatchObject({
      event: { type: 'care-plan.subscription-ended.v1', subject: `subscriptions/${subscription}` },
    });
    await councils.refused('GET', changed.links.version, undefined, 404, 'NOT_FOUND');
  });

  it('R17: what was not received before a service ended is withheld, in its place; the end and what came of it is told', async () => {
    const before = (await feed(machine)).items;
    const plan = plans[0];
    await at.manager.post(`/care-plan/episodes/${plan?.episodeId}/end`, { reason: 'completed' }, 200);
    await platform.idle();
    const { items } = await feed(machine);
    const shown = items.map(({ event: { type } }: Body) => type);
    expect(shown.slice(0, 2)).toEqual(Array(2).fill('care-plan.notice-withheld.v1'));
    expect(shown.slice(2, before.length)).toEqual(before.slice(2).map(({ event: { type } }: Body) => type));
    expect(items[0]).toEqual({
      cursor: before[0].cursor,
      event: {
        ...before[0].event,
        type: 'care-plan.notice-withheld.v1',
        data: { withheld: true },
        subject: undefined,
      },
    });
    expect(shown.slice(before.length).sort()).toEqual([TYPE.changed, 'care-plan.subscription-ended.v1']);
    expect(items.slice(before.length).find(({ changeKind }: Body) => changeKind === 'closed')).toBeDefined();
    // With the service ends what its machine may fetch.
    expect((await machine.get(before[1].links.version)).status).toBe(404);
  });
});
