import { readSettings, type Platform } from '@carethread/service-kit';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { randomUUID } from 'node:crypto';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startEmbedded } from './embedded.js';
import { callers, type Caller, type Callers } from './testing/callers.js';
import { listedIds } from './testing/each-page.js';
import { organisation, type Organisation } from './testing/organisations.js';
import { Receiver } from './testing/receiver.js';

const EN = '/care-plan/endpoints';

describe('endpoints of providers, over HTTP', () => {
  const data = mkdtempSync(join(tmpdir(), 'carethread-endpoints-'));
  let platform: Platform;
  let url: string;
  let who: Callers;
  let home: Organisation;
  let manager: Caller;
  let machine: Caller;
  let neighbour: Caller;
  let receiver: Receiver;

  const register = async (by: Caller, more: object = {}): Promise<string> => {
    const { status, body } = await by.json('POST', EN, { kind: 'webhook', url: receiver.url, ...more });
    expect([status, body.code]).toEqual([201, undefined]);
    return String(body.id);
  };
  const post = (by: Caller, id: string, what: string, body: object = {}) =>
    by.json('POST', `${EN}/${id}/${what}`, body);
  const state = async (by: Caller, id: string) => (await by.send('GET', `${EN}/${id}`)).body.state;

  beforeAll(async () => {
    platform = await startEmbedded(
      readSettings({
        CARETHREAD_PORT: '0',
        CARETHREAD_DATA: data,
        CARETHREAD_MODE: 'test',
        CARETHREAD_WEBHOOK_ALLOW: '127.0.0.0/8',
        CARETHREAD_WEBHOOK_PORTS: '1024-65535',
      }),
    );
    url = await platform.listen();
    who = await callers(url);
    home = await organisation(who, 'provider');
    manager = await home.caller(['SM']);
    machine = await who.caller({ roles: ['SY'], organisationId: home.id, scope: 'endpoints.manage' });
    neighbour = await (await organisation(who, 'provider')).caller(['SM']);
    receiver = await Receiver.start();
  }, 60_000);
  afterAll(async () => {
    await platform.stop();
    await receiver.stop();
    rmSync(data, { recursive: true, force: true });
  });

  it('PLAT-13: a provider registers an endpoint, which is active once it has sent the challenge back', async () => {
    const { status, headers, body } = await machine.json('POST', EN, {
      kind: 'webhook',
      url: receiver.url,
      secret: true,
    });
    expect(status).toBe(201);
    expect(body).toMatchObject({ state: 'unverified', publicKey: expect.stringMatching(/^whpk_/) });
    expect(body.secret).toMatch(/^whsec_/);
    expect(headers.get('location')).toBe(`${EN}/${body.id}`);
    const id = String(body.id);
    expect((await post(machine, id, 'ping')).body.code).toBe('STATE_CONFLICT');
    expect((await post(machine, id, 'verification')).body).toMatchObject({ state: 'active' });
    const shown = (await manager.send('GET', `${EN}/${id}`)).body;
    expect(shown).toMatchObject({ state: 'active', url: receiver.url, secret: true, publicKey: body.publicKey });
    expect(JSON.stringify(shown)).not.toContain('whsec_');
    expect((await post(machine, id, 'ping')).body).toMatchObject({ outcome: 'accepted' });
    expect(receiver.received.at(-1)?.type).toBe('care-plan.ping.v1');
  });

  it('PLAT-13: one that does not send the challenge back stays unverified, and the answer says why', async () => {
    const stranger = await Receiver.start();
    stranger.server.removeAllListeners('request').on('request', (_, response) => response.end('hello'));
    const id = await register(manager, { url: stranger.url });
    const refused = await post(manager, id, 'verification');
    expect([refused.status, refused.body.code, refused.body.items]).toEqual([
      422,
      'ENDPOINT_UNVERIFIED',
      ['challenge'],
    ]);
    await stranger.stop();
    expect((await post(manager, id, 'verification')).body).toMatchObject({
      code: 'ENDPOINT_UNVERIFIED',
      items: ['connection'],
    });
    expect(await state(manager, id)).toBe('unverified');
    await manager.send('DELETE', `${EN}/${id}`);
  });

  it('PLAT-13: nothing is registered that lies inside, or is no address to send to', async () => {
    for (const [to, why] of [
      ['http://10.0.0.1:8080/', 'address'],
      ['http://[::ffff:127.0.0.1]:8080/', 'address'],
      ['http://169.254.169.254:8080/', 'address'],
      ['ftp://hooks.example/', 'scheme'],
      ['http://user:secret@127.0.0.1:8080/', 'userInfo'],
      ['http://127.0.0.1:80/', 'port'],
      ['nonsense', 'url'],
    ])
      expect((await manager.json('POST', EN, { kind: 'webhook', url: to })).body).toMatchObject({
        code: 'ENDPOINT_URL_REFUSED',
        items: [why],
      });
    expect((await manager.json('POST', EN, { kind: 'webhook' })).body.code).toBe('MALFORMED');
  });

  it('PLAT-13: is found without an id by its own people, who see no other’s; the neighbour and another tenant see nothing of it', async () => {
    const id = await register(manager);
    expect(await listedIds(manager, EN)).toContain(id);
    expect(await listedIds(manager, EN, 'state=active')).not.toContain(id);
    expect(await listedIds(machine, EN, 'state=unverified&kind=webhook')).toEqual([id]);
    expect(await listedIds(neighbour, EN)).toEqual([]);
    const elsewhere = await who.caller({ roles: ['SM'], tenantId: randomUUID(), organisationId: home.id });
    expect(await listedIds(elsewhere, EN)).toEqual([]);
    for (const by of [neighbour, elsewhere]) {
      expect((await by.send('GET', `${EN}/${id}`)).status).toBe(404);
      for (const what of ['verification', 'ping', 'pause', 'resume', 'key-rotation'])
        expect([what, (await post(by, id, what)).status]).toEqual([what, 404]);
      expect((await post(by, id, 'replay', { ids: [randomUUID()] })).status).toBe(404);
      expect((await by.send('GET', `${EN}/${id}/deliveries`)).status).toBe(404);
      expect((await by.send('DELETE', `${EN}/${id}`)).status).toBe(404);
    }
    for (const scope of [undefined, 'notices.read plans.read']) {
      const without = await who.caller({ roles: ['SY'], organisationId: home.id, ...(scope && { scope }) });
      expect((await without.send('GET', EN)).body.code).toBe('SCOPE_MISSING');
      expect((await post(without, id, 'pause')).body.code).toBe('SCOPE_MISSING');
    }
    const keyworker = await home.caller(['KW']);
    expect((await keyworker.send('GET', EN)).status).toBe(404);
    expect((await post(keyworker, id, 'pause')).status).toBe(403);
    await manager.send('DELETE', `${EN}/${id}`);
  });

  it('PLAT-13: who runs the installation sees its state and not its URL', async () => {
    const id = await register(manager);
    for (const role of ['PA', 'AU']) {
      const overseer = await who.caller({ roles: [role] });
      expect(await listedIds(overseer, EN)).toContain(id);
      const { body } = await overseer.send('GET', `${EN}/${id}`);
      expect([body.state, body.url]).toEqual(['unverified', undefined]);
      expect((await post(overseer, id, 'pause')).status).toBe(403);
    }
    await manager.send('DELETE', `${EN}/${id}`);
  });

  it('PLAT-13: pauses, resumes, and is gone when it is removed', async () => {
    const id = await register(manager);
    await post(manager, id, 'verification');
    expect((await post(manager, id, 'pause')).body.state).toBe('paused');
    expect((await post(manager, id, 'resume')).body.state).toBe('active');
    expect((await manager.send('GET', `${EN}/${id}/deliveries`)).body).toEqual({ items: [] });
    expect((await manager.send('GET', `${EN}/${id}/deliveries?after=nonsense`)).body.code).toBe('CURSOR_UNKNOWN');
    const unknown = (await manager.send('GET', `${EN}/${id}/deliveries?status=acepted`)).body;
    expect(unknown.items).toEqual([expect.objectContaining({ pointer: '/status', rule: 'oneOf' })]);
    expect((await manager.send('GET', `${EN}/${id}/deliveries?status=timeout`)).status).toBe(200);
    expect((await manager.send('DELETE', `${EN}/${id}`)).status).toBe(200);
    for (const path of ['', '/deliveries']) expect((await manager.send('GET', `${EN}/${id}${path}`)).status).toBe(404);
    expect((await post(manager, id, 'resume')).status).toBe(404);
    expect((await post(manager, id, 'ping')).status).toBe(404);
    expect(await listedIds(manager, EN)).not.toContain(id);
  });

  it('PLAT-13: a provider has five at most', async () => {
    const many = await organisation(who, 'provider');
    const by = await many.caller(['RM']);
    for (let nth = 1; nth <= 5; nth += 1) await register(by);
    expect((await by.json('POST', EN, { kind: 'webhook', url: receiver.url })).body.code).toBe('ENDPOINT_LIMIT');
    const [first = ''] = await listedIds(by, EN);
    await by.send('DELETE', `${EN}/${first}`);
    const topic = await by.json('POST', EN, { kind: 'kafka' });
    expect(topic.body).toMatchObject({ state: 'active' });
    expect(topic.body).not.toHaveProperty('publicKey');
  });

  it('PLAT-13: the public keys are there for everybody; a rotation adds one, and the old one stays for 14 days', async () => {
    const id = await register(manager);
    const keys = async (): Promise<readonly { kty: string; crv: string; x: string; whpk: string; kid: string }[]> => {
      const answer = await fetch(`${url}/care-plan/webhook-keys?organisationId=${home.id}`);
      expect(answer.status).toBe(200);
      return JSON.parse(await answer.text()).keys;
    };
    const before = await keys();
    expect(before).toHaveLength(1);
    expect(before[0]).toMatchObject({ kty: 'OKP', crv: 'Ed25519', x: expect.stringMatching(/^[\w-]{43}$/) });
    const { body } = await post(manager, id, 'key-rotation');
    const after = await keys();
    expect(after.map(({ whpk }) => whpk)).toEqual([body.publicKey, before[0]?.whpk]);
    expect((await fetch(`${url}/care-plan/webhook-keys`)).status).toBe(200);
    expect((await fetch(`${url}/care-plan/webhook-keys?other=1`)).status).toBe(400);
    expect((await fetch(`${url}${EN}`)).status).toBe(401);
    expect((await fetch(`${url}/care-plan/webhook-keys?organisationId=${randomUUID()}`)).status).toBe(200);
    await manager.send('DELETE', `${EN}/${id}`);
  });

  it('PLAT-13: a request that is sent again is answered with its own key and secret, whatever was made since', async () => {
    const again = { 'idempotency-key': randomUUID() };
    const registering = { kind: 'webhook', url: receiver.url, secret: true };
    const registered = await manager.json('POST', EN, registering, again);
    const id = String(registered.body.id);
    const rotate = (key = randomUUID()) =>
      manager.json('POST', `${EN}/${id}/key-rotation`, {}, { 'idempotency-key': key });
    const key = randomUUID();
    const { body: first } = await rotate(key);
    const { body: second } = await rotate();
    expect(new Set([registered.body.secret, first.secret, second.secret]).size).toBe(3);
    const { body: sentAgain } = await rotate(key);
    expect([sentAgain.publicKey, sentAgain.secret]).toEqual([first.publicKey, first.secret]);
    expect((await manager.json('POST', EN, registering, again)).body.secret).toBe(registered.body.secret);
    await manager.send('DELETE', `${EN}/${id}`);
  });

  it('PLAT-13: a URL stands in the clear in no file', async () => {
    const word = `synthetic${randomUUID().replaceAll('-', '')}`;
    const id = await register(manager, { url: `${receiver.url}?token=${word}` });
    await post(manager, id, 'verification');
    await listedIds(manager, EN);
    await fetch(`${url}/test/idle?within=20000`);
    const files = readdirSync(data, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
    expect(files.length).toBeGreaterThan(10);
    for (const { parentPath, name } of files)
      expect([name, readFileSync(join(parentPath, name)).includes(word)]).toEqual([name, false]);
  });
});
