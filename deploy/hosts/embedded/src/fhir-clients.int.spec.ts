import { readSettings, type Platform } from '@carethread/service-kit';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startEmbedded } from './embedded.js';
import { callers, type Answer, type Caller, type Callers } from './testing/callers.js';
import { organisation, type Organisation } from './testing/organisations.js';
import { Receiver, type Received } from './testing/receiver.js';

const FHIR_JSON = 'application/fhir+json';
const FHIR = '/care-plan/fhir';
const SUBSCRIPTION = `${FHIR}/Subscription`;
const PUBLIC = 'https://record.example';
const TOPIC = `${PUBLIC}${FHIR}/SubscriptionTopic/care-plan-changed`;
const GUIDE = 'http://hl7.org/fhir/uv/subscriptions-backport/StructureDefinition';
const SCOPES = 'endpoints.manage notices.read notices.acknowledge plans.read';
/** A hundredth: the least heartbeat, of a minute, lasts 0.6 s. */
const SCALE = '0.01';

const content = (valueCode: string) => ({ extension: [{ url: `${GUIDE}/backport-payload-content`, valueCode }] });
const subscription = (endpoint: string, channel: object = {}) => ({
  ...{ resourceType: 'Subscription', status: 'requested', reason: 'Synthetic: plans of those whom we serve' },
  criteria: TOPIC,
  channel: { type: 'rest-hook', endpoint, payload: FHIR_JSON, _payload: content('id-only'), ...channel },
});

/** A client that knows FHIR and nothing of Carethread: no key, and its own media type. */
class FhirClient {
  constructor(readonly by: Caller) {}

  async send(method: string, path: string, body?: object): Promise<Answer> {
    const headers = { authorization: `Bearer ${this.by.token}`, accept: FHIR_JSON, 'content-type': FHIR_JSON };
    const answer = await fetch(this.by.url + path, {
      method,
      headers,
      body: body === undefined ? null : JSON.stringify(body),
    });
    const bytes = Buffer.from(await answer.arrayBuffer());
    expect([path, answer.headers.get('content-type')]).toEqual([path, expect.stringContaining(FHIR_JSON)]);
    return { status: answer.status, headers: answer.headers, bytes, body: JSON.parse(bytes.toString()) };
  }

  get = (path: string): Promise<Answer> => this.send('GET', path);
  create = (body: object): Promise<Answer> => this.send('POST', SUBSCRIPTION, body);
}

interface Provider {
  readonly organisation: Organisation;
  readonly manager: Caller;
  readonly client: FhirClient;
  readonly receiver: Receiver;
}

const numbers = (received: readonly Received[]) => received.map(({ sequence }) => Number(sequence));
const named = (list: readonly { readonly name: string }[], name: string): readonly Answer['body'][] =>
  list.filter((one) => one.name === name);
const statusIn = (bundle: Answer['body']) => bundle.entry[0].resource.parameter;
const eventNumbers = (bundle: Answer['body']): readonly string[] =>
  named(statusIn(bundle), 'notification-event').map(({ part }) => named(part, 'event-number')[0].valueString);
const ids = (bundle: Answer['body']): readonly string[] =>
  named(statusIn(bundle), 'notification-event').map(({ part }) => named(part, 'notice-id')[0].valueString);

describe('FHIR clients subscribe, over HTTP', () => {
  const data = mkdtempSync(join(tmpdir(), 'carethread-fhir-'));
  const receivers: Receiver[] = [];
  let platform: Platform;
  let url: string;
  let who: Callers;

  const idle = () => fetch(`${url}/test/idle?within=20000`);
  const provider = async (): Promise<Provider> => {
    const home = await organisation(who, 'provider');
    const receiver = await Receiver.start();
    receivers.push(receiver);
    const machine = await who.caller({ roles: ['SY'], organisationId: home.id, scope: SCOPES });
    return { organisation: home, manager: await home.caller(['SM']), client: new FhirClient(machine), receiver };
  };
  /** Serves one more person, of whom the provider gets one notice; gives the episode. */
  const serve = async ({ organisation: { serviceId }, manager }: Provider): Promise<string> => {
    const { id: personId } = await who.person();
    await idle();
    const agreed = await manager.json('POST', '/care-plan/episodes', { personId, serviceId });
    await idle();
    expect((await manager.json('POST', '/care-plan/subscriptions', { personId })).status).toBe(201);
    return String(agreed.body.id);
  };
  const until = async (fits: () => Promise<boolean>): Promise<void> => {
    const end = Date.now() + 20_000;
    while (!(await fits())) {
      if (Date.now() > end) throw new Error('it did not come to that');
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  };
  const stands = (client: FhirClient, id: string, status: string): Promise<void> =>
    until(async () => (await client.get(`${SUBSCRIPTION}/${id}`)).body.status === status);
  const subscribe = async ({ client, receiver }: Provider, channel: object = {}): Promise<string> => {
    const { status, body } = await client.create(subscription(receiver.url, channel));
    expect([status, body.issue]).toEqual([201, undefined]);
    await stands(client, body.id, 'active');
    return String(body.id);
  };

  beforeAll(async () => {
    platform = await startEmbedded(
      readSettings({
        CARETHREAD_PORT: '0',
        CARETHREAD_DATA: data,
        CARETHREAD_MODE: 'test',
        CARETHREAD_PUBLIC_URL: PUBLIC,
        CARETHREAD_WEBHOOK_ALLOW: '127.0.0.0/8',
        CARETHREAD_WEBHOOK_PORTS: '1024-65535',
        CARETHREAD_WEBHOOK_RETRY_SCALE: SCALE,
      }),
    );
    url = await platform.listen();
    who = await callers(url);
  }, 60_000);
  afterAll(async () => {
    await platform.stop();
    for (const receiver of receivers) await receiver.stop();
    rmSync(data, { recursive: true, force: true });
  });

  it('PLAT-12: what can be done and the topic are read without a token', async () => {
    for (const path of ['metadata', 'SubscriptionTopic/care-plan-changed', 'Basic/care-plan-changed']) {
      const answer = await fetch(`${url}${FHIR}/${path}`);
      expect([answer.status, answer.headers.get('content-type')]).toEqual([200, expect.stringContaining(FHIR_JSON)]);
      expect(await answer.text()).toContain(TOPIC);
    }
  });

  it('PLAT-13: a Subscription is requested, sent a handshake, and active once that came back; each event is signed, with its number', async () => {
    const home = await provider();
    const { client, receiver } = home;
    const created = await client.create(subscription(receiver.url));
    expect([created.status, created.body.resourceType, created.body.criteria]).toEqual([201, 'Subscription', TOPIC]);
    const { id } = created.body;
    expect(created.headers.get('location')).toBe(`${SUBSCRIPTION}/${id}`);
    await stands(client, id, 'active');
    const [handshake] = receiver.handshakes;
    expect([handshake?.headers['content-type'], handshake?.headers['prefer']]).toEqual([
      FHIR_JSON,
      'return=representation',
    ]);
    await serve(home);
    await serve(home);
    const received = await receiver.until(({ length }) => length === 2);
    expect(numbers(received).toSorted()).toEqual([1, 2]);
    const [first] = received;
    const headers = first?.headers ?? {};
    expect([headers['content-type'], headers['webhook-id']]).toEqual([FHIR_JSON, first?.id]);
    expect(String(headers['webhook-signature'])).toMatch(/^v1a,/);
    const bundle = JSON.parse(first?.body ?? '');
    expect([bundle.type, first?.type]).toEqual(['history', 'event-notification']);
    expect(named(statusIn(bundle), 'subscription')[0].valueReference.reference).toBe(`${PUBLIC}${SUBSCRIPTION}/${id}`);
    const { body } = await home.manager.send('GET', `/care-plan/endpoints/${id}`);
    expect(body).toMatchObject({ kind: 'webhook', format: 'fhir', state: 'active', url: receiver.url });
    const deliveries = (await home.manager.send('GET', `/care-plan/endpoints/${id}/deliveries`)).body.items;
    expect(deliveries.map(({ seq }: { seq: number }) => seq).toSorted()).toEqual([0, 1, 2]);
  }, 60_000);

  it('PLAT-13: it is an endpoint by its other interface too: a key is rotated there, and both sign', async () => {
    const home = await provider();
    const id = await subscribe(home);
    const rotated = await home.manager.json('POST', `/care-plan/endpoints/${id}/key-rotation`, {});
    expect([rotated.status, rotated.body.secret]).toEqual([200, undefined]);
    await serve(home);
    const [first] = await home.receiver.until(({ length }) => length === 1);
    expect(String(first?.headers['webhook-signature']).split(' ')).toHaveLength(2);
  }, 60_000);

  it('PLAT-13: an answer without what the handshake held makes no Subscription active, and its status says what to do', async () => {
    const home = await provider();
    const { client, receiver, manager } = home;
    receiver.shakes = (_, response) => void response.writeHead(200).end('{"resourceType":"OperationOutcome"}');
    const { body } = await client.create(subscription(receiver.url));
    await stands(client, body.id, 'error');
    const read = (await client.get(`${SUBSCRIPTION}/${body.id}`)).body;
    expect(read.error).toContain('answer it with the Bundle that was sent');
    const status = (await client.get(`${SUBSCRIPTION}/${body.id}/$status`)).body;
    expect(status.type).toBe('searchset');
    expect(named(statusIn(status), 'error')[0].valueCodeableConcept.coding[0].code).toBe('challenge');
    await serve(home);
    await idle();
    expect([receiver.received, receiver.handshakes.length]).toEqual([[], 1]);
    receiver.shakes = ({ body: sent }, response) => response.end(sent);
    const verified = await manager.json('POST', `/care-plan/endpoints/${body.id}/verification`, {});
    expect(verified.body.state).toBe('active');
    expect(numbers(await receiver.until(({ length }) => length === 1))).toEqual([1]);
  }, 60_000);

  it('PLAT-14: after an outage the client reads what it missed by its numbers: the same notices as in the feed', async () => {
    const home = await provider();
    const { client, receiver } = home;
    const id = await subscribe(home);
    await serve(home);
    await receiver.until(({ length }) => length === 1);
    receiver.answers = (_, response) => void response.writeHead(503).end();
    const [episode] = [await serve(home), await serve(home)];
    await home.manager.json('POST', `/care-plan/episodes/${episode}/end`, { reason: 'completed' });
    await idle();
    const path = `${SUBSCRIPTION}/${id}`;
    const reached = async (): Promise<string> =>
      named(statusIn((await client.get(`${path}/$status`)).body), 'events-since-subscription-start')[0].valueString;
    expect(await reached()).toBe('4');
    const events = async (query: string) => (await client.get(`${path}/$events${query}`)).body;
    const missed = await events('?eventsSinceNumber=2');
    expect([missed.type, eventNumbers(missed)]).toEqual(['history', ['2', '3', '4']]);
    const feed = (await client.by.send('GET', '/care-plan/notices')).body.items;
    expect(ids(await events(''))).toEqual(feed.map(({ event }: { event: { id: string } }) => event.id));
    expect(eventNumbers(await events('?eventsSinceNumber=2&eventsUntilNumber=3'))).toEqual(['2', '3']);
    expect(eventNumbers(await events('?eventsSinceNumber=9'))).toEqual([]);
    expect((await events('?eventsSinceNumber=3&eventsUntilNumber=2')).issue[0].expression).toEqual([
      'http.eventsUntilNumber',
    ]);
    expect((await events('?content=full-resource')).issue[0].diagnostics).toContain(
      'content: must be one of empty, id-only',
    );
    receiver.received.length = 0;
    receiver.answers = (_, response) => void response.writeHead(204).end();
    const received = await receiver.until((all) => new Set(numbers(all)).size === 3);
    expect([...new Set(numbers(received))].toSorted()).toEqual([2, 3, 4]);
  }, 60_000);

  it('PLAT-13: signs of life come as often as was asked for, and say how far the events reach', async () => {
    const home = await provider();
    const extension = [{ url: `${GUIDE}/backport-heartbeat-period`, valueUnsignedInt: 60 }];
    const id = await subscribe(home, { extension });
    expect((await home.client.get(`${SUBSCRIPTION}/${id}`)).body.channel.extension).toEqual(extension);
    await serve(home);
    const received = await home.receiver.until(
      (all) =>
        all.filter(({ type }) => type === 'heartbeat').length >= 2 && all.some(({ sequence }) => sequence === '1'),
    );
    const last = received.findLast(({ type }) => type === 'heartbeat');
    const parameters = statusIn(JSON.parse(last?.body ?? ''));
    expect(named(parameters, 'notification-event')).toEqual([]);
    await home.receiver.until((all) =>
      all.some(({ type, body }) => type === 'heartbeat' && body.includes('"valueString":"1"')),
    );
    await home.manager.json('POST', `/care-plan/endpoints/${id}/pause`, {});
    expect((await home.client.get(`${SUBSCRIPTION}/${id}`)).body.status).toBe('off');
  }, 60_000);

  it('PLAT-13: what would not be done is refused in plain words, with the code and the place', async () => {
    const { client, receiver } = await provider();
    const issue = async (body: object) => {
      const answer = await client.create(body);
      const [{ details, diagnostics, expression }] = answer.body.issue;
      return [answer.status, answer.body.resourceType, details.coding[0].code, diagnostics, expression];
    };
    expect(await issue(subscription(receiver.url, { type: 'websocket' }))).toEqual([
      ...[400, 'OperationOutcome', 'MALFORMED', expect.stringContaining('rest-hook'), ['Subscription.channel.type']],
    ]);
    expect(await issue(subscription(receiver.url, { _payload: content('full-resource') }))).toEqual([
      400,
      'OperationOutcome',
      'MALFORMED',
      expect.stringContaining('must be id-only: a notification holds no resource'),
      ['Subscription.channel.payload.extension[0].valueCode'],
    ]);
    expect((await issue({ ...subscription(receiver.url), criteria: 'Patient?active=true' }))[3]).toContain(TOPIC);
    expect((await issue(subscription('http://10.0.0.1:8080/')))[2]).toBe('ENDPOINT_URL_REFUSED');
    expect((await issue(subscription(receiver.url, { header: ['Authorization: x'] })))[4]).toEqual([
      'Subscription.channel.header',
    ]);
    expect(receiver.handshakes).toEqual([]);
    const put = await client.send('PUT', `${SUBSCRIPTION}/1`, subscription(receiver.url));
    expect([put.status, put.body.issue[0].code]).toEqual([405, 'not-supported']);
    expect((await client.get(`${FHIR}/Patient`)).body.issue[0].code).toBe('not-found');
    const elsewhere = await client.by.send('POST', '/care-plan/endpoints', '{}', { 'content-type': FHIR_JSON });
    expect([elsewhere.status, elsewhere.body.code]).toEqual([415, 'MEDIA_TYPE_UNSUPPORTED']);
    expect((await new FhirClient({ ...client.by, token: '' } as Caller).get(SUBSCRIPTION)).body.issue[0].code).toBe(
      'login',
    );
  });

  it('PLAT-15: a client without keys that sends its Subscription again is told of the one that there is', async () => {
    const home = await provider();
    const id = await subscribe(home);
    const again = await home.client.create(subscription(home.receiver.url));
    expect([again.status, again.body.issue[0].diagnostics]).toEqual([409, expect.stringContaining(id)]);
    const removed = await home.client.send('DELETE', `${SUBSCRIPTION}/${id}`);
    expect([removed.status, removed.body.resourceType]).toEqual([200, 'OperationOutcome']);
    expect((await home.client.get(`${SUBSCRIPTION}/${id}`)).status).toBe(404);
    expect(await subscribe(home)).not.toBe(id);
  }, 60_000);

  it('PLAT-13: is searched by status and address; nobody of another provider or tenant, and none without the scope, finds any of it', async () => {
    const home = await provider();
    const id = await subscribe(home);
    const { id: plain } = (await home.manager.json('POST', '/care-plan/endpoints', { kind: 'kafka' })).body;
    const found = async (client: FhirClient, query = '') =>
      ((await client.get(`${SUBSCRIPTION}${query}`)).body.entry ?? []).map(
        ({ resource }: { resource: { id: string } }) => resource.id,
      );
    const address = `?url=${encodeURIComponent(home.receiver.url)}`;
    for (const query of ['', '?status=active', address, `${address}&status=active&_format=json`])
      expect([query, await found(home.client, query)]).toEqual([query, [id]]);
    for (const query of ['?status=off', '?status=requested', '?url=https%3A%2F%2Fother.example'])
      expect([query, await found(home.client, query)]).toEqual([query, []]);
    expect((await home.client.get(`${SUBSCRIPTION}?status=gone`)).status).toBe(400);
    const neighbour = (await provider()).client;
    const elsewhere = new FhirClient(
      await who.caller({ roles: ['SM'], tenantId: home.organisation.id, organisationId: home.organisation.id }),
    );
    for (const other of [neighbour, elsewhere]) {
      expect(await found(other)).toEqual([]);
      for (const path of ['', '/$status', '/$events'])
        expect([path, (await other.get(`${SUBSCRIPTION}/${id}${path}`)).status]).toEqual([path, 404]);
      expect((await other.send('DELETE', `${SUBSCRIPTION}/${id}`)).status).toBe(404);
    }
    for (const path of ['', '/$status', '/$events'])
      expect((await home.client.get(`${SUBSCRIPTION}/${plain}${path}`)).status).toBe(404);
    const machine = await who.caller({
      roles: ['SY'],
      organisationId: home.organisation.id,
      scope: 'endpoints.manage',
    });
    const refused = (await new FhirClient(machine).get(`${SUBSCRIPTION}/${id}/$events`)).body.issue[0];
    expect(refused.details.coding[0].code).toBe('SCOPE_MISSING');
    const administrator = new FhirClient(await who.caller({ roles: ['PA'] }));
    const shown = (await administrator.get(`${SUBSCRIPTION}/${id}`)).body;
    expect([shown.status, shown.channel.endpoint]).toEqual(['active', undefined]);
    expect(JSON.stringify(shown)).not.toContain('Synthetic');
    expect((await administrator.get(`${SUBSCRIPTION}/${id}/$events`)).status).toBe(404);
  }, 60_000);
});
