import { startEmbedded } from '@carethread/embedded';
import { Caller, callers, organisation, type Callers, type Organisation } from '@carethread/embedded/testing';
import { requireText } from '@carethread/ledger';
import { readSettings, type Platform } from '@carethread/service-kit';
import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startIdentity, type IdentityServer } from './identity-server.js';
import { SCOPES } from './machine.js';
import { MachineClient } from './testing/index.js';

describe('a provider’s machine with a token of the demo’s identity server', () => {
  let data: string;
  let identity: IdentityServer;
  let platform: Platform;
  let url: string;
  let who: Callers;
  let ours: Organisation;
  let personId: string;
  let machines: Readonly<Record<'ours' | 'theirs' | 'elsewhere', MachineClient>>;

  beforeAll(async () => {
    data = mkdtempSync(join(tmpdir(), 'carethread-machine-'));
    const created = await Promise.all(['ours', 'theirs', 'elsewhere'].map((name) => MachineClient.create(name)));
    const [first, second, third] = created;
    if (first === undefined || second === undefined || third === undefined) throw new Error('three were created');
    machines = { ours: first, theirs: second, elsewhere: third };
    // Whose the machines are is known to the identity server alone: the organisations are registered by these ids below.
    const [tenantId, ourId] = [randomUUID(), randomUUID()];
    identity = await startIdentity({
      url: 'http://127.0.0.1:0',
      audience: 'carethread',
      folder: join(data, 'identity'),
      machines: [
        first.machine({ tenantId, organisationId: ourId, scopes: SCOPES }),
        second.machine({ tenantId, organisationId: randomUUID(), scopes: SCOPES }),
        third.machine({ tenantId: randomUUID(), organisationId: ourId, scopes: SCOPES }),
      ],
    });
    platform = await start('platform', { CARETHREAD_IDENTITY: identity.url });
    url = await platform.listen();
    who = await callersOf(tenantId);
    ours = await organisation(who, 'provider', {}, ourId);
    personId = (await who.person()).id;
    const idle = () => fetch(`${url}/test/idle?within=20000`);
    await idle();
    const manager = await ours.caller(['SM', 'RM']);
    const episode = { personId, serviceId: ours.serviceId, setting: 'careAtHome' };
    expect((await manager.json('POST', '/care-plan/episodes', episode)).status).toBe(201);
    await idle();
    expect((await manager.json('POST', '/care-plan/subscriptions', { personId })).status).toBe(201);
  }, 120_000);
  afterAll(async () => {
    await platform.stop();
    await identity.stop();
    rmSync(data, { recursive: true, force: true });
  });

  const start = (folder: string, more: Readonly<Record<string, string>>) =>
    startEmbedded(
      readSettings({
        CARETHREAD_PORT: '0',
        CARETHREAD_MODE: 'test',
        CARETHREAD_DATA: join(data, folder),
        ...more,
      }),
    );
  const callersOf = (tenantId: string): Promise<Callers> =>
    callers(url, {
      tenantId,
      caller: async (claims) => {
        const answer = await fetch(`${url}/test/tokens`, {
          method: 'POST',
          headers: { 'content-type': 'application/json' },
          body: JSON.stringify({ tenantId, userId: randomUUID(), ...claims }),
        });
        return new Caller(url, requireText(await answer.json(), 'accessToken'));
      },
    });
  const signedIn = async (client: MachineClient, issuer = identity.url, scopes: readonly string[] = SCOPES) => {
    const { body } = await client.ask(issuer, { scope: scopes.join(' ') });
    return new Caller(url, requireText(body, 'access_token'));
  };
  const read = (caller: Caller) => caller.send('GET', `/care-plan/subscriptions?personId=${personId}`);

  it('reads the subscriptions of its own provider', async () => {
    const { status, body } = await read(await signedIn(machines.ours));
    expect([status, body.items]).toEqual([200, [expect.objectContaining({ providerId: ours.id, state: 'active' })]]);
  });

  it('PLAT-12: reads the notices of its own provider, and acknowledges them, as far as its scopes go', async () => {
    const machine = await signedIn(machines.ours);
    const feed = await machine.send('GET', '/care-plan/notices');
    expect([feed.status, feed.body.items.length]).toEqual([200, 1]);
    const upTo = feed.body.items[0].cursor;
    expect((await machine.json('POST', '/care-plan/notices/acknowledgements', { upTo })).status).toBe(200);

    const reader = await signedIn(machines.ours, identity.url, ['notices.read']);
    expect((await reader.send('GET', '/care-plan/notices')).status).toBe(200);
    const refused = await reader.json('POST', '/care-plan/notices/acknowledgements', { upTo });
    expect([refused.status, refused.body.code]).toEqual([403, 'SCOPE_MISSING']);
    const other = await signedIn(machines.theirs);
    expect((await other.send('GET', '/care-plan/notices')).body.items).toEqual([]);
  });

  it('sees nothing of another provider’s, nor of another tenant’s', async () => {
    for (const machine of [machines.theirs, machines.elsewhere])
      expect((await read(await signedIn(machine))).status).toBe(404);
  });

  it('is nobody with a token that somebody else signed in the server’s name, or for a platform that does not know it', async () => {
    const impostor = await startIdentity({
      url: 'http://127.0.0.1:0',
      audience: 'carethread',
      folder: join(data, 'impostor'),
      machines: [machines.ours.machine({ tenantId: who.tenantId, organisationId: ours.id, scopes: SCOPES })],
    });
    const token = await signedIn(machines.ours, impostor.url);
    expect((await read(token)).body.code).toBe('UNAUTHENTICATED');
    await impostor.stop();

    const without = await start('without', {});
    const there = await without.listen();
    const { token: good } = await signedIn(machines.ours);
    expect((await read(new Caller(there, good))).body.code).toBe('UNAUTHENTICATED');
    await without.stop();
  }, 60_000);
});
