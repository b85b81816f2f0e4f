import { decodeJwt, decodeProtectedHeader, exportJWK } from 'jose';
import { discovery, clientCredentialsGrant, allowInsecureRequests, PrivateKeyJwt } from 'openid-client';
import { execFile } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { startIdentity, type IdentityServer } from './identity-server.js';
import { SCOPES, type Machine } from './machine.js';
import { MachineClient } from './testing/index.js';

const FIVE_MINUTES = 300;
const run = promisify(execFile);

describe('the demo’s identity server', () => {
  const provider = { tenantId: randomUUID(), organisationId: randomUUID(), scopes: SCOPES };
  let folder: string;
  let identity: IdentityServer;
  let client: MachineClient;
  let reader: MachineClient;
  let rsa: MachineClient;
  let publishing: MachineClient;
  let published: Server;
  let keys: object[];

  const start = (machines: readonly Machine[]) =>
    startIdentity({ url: 'http://127.0.0.1:0', audience: 'carethread', folder, machines });
  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'carethread-identity-'));
    client = await MachineClient.create('a-machine');
    reader = await MachineClient.create('a-reader');
    rsa = await MachineClient.create('an-rsa-machine', 'RS384');
    publishing = await MachineClient.create('a-publishing-machine');
    keys = [publishing.jwk];
    published = createServer((_, answer) => answer.end(JSON.stringify({ keys }))).listen(0, '127.0.0.1');
    await new Promise((resolve) => published.once('listening', resolve));
    const address = published.address();
    const port = typeof address === 'object' ? address?.port : undefined;
    identity = await start([
      client.machine(provider),
      rsa.machine(provider),
      reader.machine({ ...provider, scopes: ['notices.read'] }),
      { clientId: publishing.clientId, ...provider, jwksUri: `http://127.0.0.1:${port}/jwks` },
    ]);
  });
  afterAll(async () => {
    await identity.stop();
    published.close();
    rmSync(folder, { recursive: true, force: true });
  });

  const scope = 'notices.read plans.read';
  const ask = (assertion?: string, form: Readonly<Record<string, string>> = { scope }) =>
    client.ask(identity.url, form, assertion);
  const seconds = () => Math.floor(Date.now() / 1000);

  it('gives a machine a token of five minutes for its own provider', async () => {
    const { status, body } = await ask();
    expect([status, body['token_type'], body['scope']]).toEqual([200, 'Bearer', scope]);
    const token = String(body['access_token']);
    expect(decodeProtectedHeader(token)).toMatchObject({ typ: 'at+jwt', alg: 'ES384' });
    const claims = decodeJwt(token);
    expect(claims).toEqual({
      iss: identity.url,
      aud: 'carethread',
      sub: 'a-machine',
      client_id: 'a-machine',
      jti: expect.any(String),
      iat: expect.any(Number),
      exp: (claims.iat ?? 0) + FIVE_MINUTES,
      scope,
      roles: ['SY'],
      tenant: provider.tenantId,
      org: provider.organisationId,
    });
  });

  it('takes a client of another maker, by discovery, and an assertion for its token endpoint', async () => {
    const options = { execute: [allowInsecureRequests] };
    const key = { key: client.key, kid: client.kid };
    const found = await discovery(new URL(identity.url), client.clientId, {}, PrivateKeyJwt(key), options);
    const { access_token: token } = await clientCredentialsGrant(found, { scope });
    expect(decodeJwt(token)).toMatchObject({ client_id: client.clientId, scope });
    expect((await ask(await client.assertion(`${identity.url}/token`))).status).toBe(200);
  });

  it('takes RS384, and keys that the machine publishes itself', async () => {
    expect((await rsa.ask(identity.url, { scope })).status).toBe(200);
    expect((await publishing.ask(identity.url, { scope })).status).toBe(200);
  });

  it('gives a token to the example of the documentation, by ES384 and by RS384', async () => {
    const example = fileURLToPath(new URL('../../../../docs/examples/machine-token.mjs', import.meta.url));
    for (const machine of [client, rsa]) {
      const file = join(folder, `${machine.clientId}.key.json`);
      writeFileSync(file, JSON.stringify({ ...(await exportJWK(machine.key)), kid: machine.kid, alg: machine.alg }));
      const { stdout } = await run(process.execPath, [example, identity.url, machine.clientId, file, scope]);
      expect(decodeJwt(stdout.trim())).toMatchObject({ client_id: machine.clientId, scope });
    }
  });

  it('gives no scope that the machine was not allowed, and none that it did not ask for', async () => {
    expect(await reader.ask(identity.url, { scope: 'plans.read' })).toMatchObject({
      status: 400,
      body: { error: 'invalid_scope' },
    });
    expect((await reader.ask(identity.url, { scope: 'notices.read' })).body['scope']).toBe('notices.read');
    const { body } = await ask(undefined, {});
    expect(decodeJwt(String(body['access_token']))).not.toHaveProperty('scope');
  });

  it.each([
    ['for somebody else', { aud: 'https://another.invalid' }],
    ['good for more than five minutes', { exp: seconds() + 2 * FIVE_MINUTES }],
    ['issued long ago, although nearly over', { iat: seconds() - 2 * FIVE_MINUTES, exp: seconds() + 60 }],
    ['that is over', { iat: seconds() - 200, exp: seconds() - 100 }],
    ['without an end', { exp: undefined }],
    ['without an id', { jti: undefined }],
    ['of another client', { iss: 'another', sub: 'a-machine' }],
    ['of a client that is not known', { iss: 'nobody', sub: 'nobody' }],
  ])('refuses an assertion %s', async (_, claims) => {
    expect(await ask(await client.assertion(identity.url, claims))).toMatchObject({
      status: 401,
      body: { error: 'invalid_client' },
    });
  });

  it('takes an assertion once, also of two that arrive together', async () => {
    const assertion = await client.assertion(identity.url);
    const answers = await Promise.all(Array.from({ length: 8 }, () => ask(assertion)));
    expect(answers.map(({ status }) => status).sort()).toEqual([200, ...Array.from({ length: 7 }, () => 401)]);
    expect((await ask(assertion)).status).toBe(401);
  });

  it('refuses the signature of another key, a secret, and no proof at all', async () => {
    const thief = await MachineClient.create('a-machine');
    expect((await thief.ask(identity.url, { scope })).status).toBe(401);
    const answered = async (form: Readonly<Record<string, string>>): Promise<number> => {
      const body = new URLSearchParams({ grant_type: 'client_credentials', scope, ...form });
      return (await fetch(`${identity.url}/token`, { method: 'POST', body })).status;
    };
    expect(await answered({ client_id: 'a-machine', client_secret: 'a secret' })).toBe(401);
    expect(await answered({ client_id: 'a-machine' })).toBe(401);
    expect(await answered({})).toBe(400);
  });

  it('refuses tokens for anything but the platform, and signs nobody in', async () => {
    expect(await ask(undefined, { scope, resource: 'https://another.invalid' })).toMatchObject({
      status: 400,
      body: { error: 'invalid_target' },
    });
    const query = new URLSearchParams({ client_id: 'a-machine', response_type: 'code', scope: 'openid' });
    expect((await fetch(`${identity.url}/auth?${query}`, { redirect: 'manual' })).status).toBe(400);
  });

  it('keeps its keys over a start, in files that only their owner reads', async () => {
    const file = join(folder, 'issuer.json');
    expect(statSync(file).mode & 0o777).toBe(0o600);
    const before = readFileSync(file, 'utf8');
    const again = await start([client.machine(provider)]);
    const found: unknown = await (await fetch(`${again.url}/jwks`)).json();
    await again.stop();
    expect(readFileSync(file, 'utf8')).toBe(before);
    expect(JSON.stringify(found)).not.toMatch(/"d":/);
    expect(found).toMatchObject({ keys: [{ alg: 'ES384' }, { alg: 'RS384' }] });
  });
});
