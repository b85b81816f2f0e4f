import { readSettings, type Platform } from '@carethread/service-kit';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { randomUUID } from 'node:crypto';
import { startEmbedded } from './embedded.js';
import { callers, type Callers } from './testing/callers.js';

const PATH = '/assessment/me/notifications';

describe('how somebody is told of their work, over HTTP', () => {
  const data = mkdtempSync(join(tmpdir(), 'carethread-told-'));
  const organisationId = randomUUID();
  let platform: Platform;
  let who: Callers;

  beforeAll(async () => {
    platform = await startEmbedded(
      readSettings({ CARETHREAD_PORT: '0', CARETHREAD_DATA: data, CARETHREAD_MODE: 'test' }),
    );
    who = await callers(await platform.listen());
  }, 120_000);
  afterAll(async () => {
    await platform.stop();
    rmSync(data, { recursive: true, force: true });
  });

  const keyworker = (userId: string = randomUUID()) => who.caller({ userId, roles: ['KW'], organisationId });
  const email = 'synthetic.keyworker@example.org';
  const wanted = { email, urgent: true, digest: { at: '08:00', days: ['monday'] }, language: 'cy' };

  it('is nothing until they choose, and says whether the platform sends any e-mail', async () => {
    const one = await keyworker();
    expect((await one.send('GET', PATH)).body).toEqual({
      urgent: false,
      timeZone: 'Europe/London',
      language: 'en',
      address: 'none',
      mail: 'off',
    });
    expect((await one.send('DELETE', PATH)).status).toBe(404);
  });

  it('is theirs alone: whoever else asks has their own, and of another tenant it is another user’s', async () => {
    const userId = randomUUID();
    const one = await keyworker(userId);
    const set = await one.json('PUT', PATH, wanted);
    expect([set.status, set.body]).toEqual([200, expect.objectContaining({ email, address: 'unconfirmed' })]);
    expect((await one.send('GET', PATH)).body).toMatchObject({ ...wanted, address: 'unconfirmed' });
    const elsewhere = await who.caller({ userId, roles: ['KW'], organisationId, tenantId: randomUUID() });
    const others = [elsewhere, await keyworker(), await who.caller({ roles: ['SM'], organisationId }), who.assessor];
    for (const other of others) expect((await other.send('GET', PATH)).body).not.toHaveProperty('email');
    for (const roles of [['AU'], ['PE'], ['OP'], ['SY']])
      expect((await (await who.caller({ userId, roles, organisationId })).send('GET', PATH)).status).toBe(404);
    expect((await who.stranger.send('GET', PATH)).status).toBe(404);
  });

  it('a code that was not sent confirms nothing, and a fault repeats no address', async () => {
    const one = await keyworker();
    await one.json('PUT', PATH, wanted);
    expect((await one.json('POST', `${PATH}/confirmation`, { token: 'ab'.repeat(32) })).status).toBe(404);
    const wrong = await one.json('PUT', PATH, { email: `${email} `, urgent: true });
    expect([wrong.status, wrong.body.items]).toEqual([400, [{ pointer: '/email', rule: 'format' }]]);
    expect(wrong.bytes.toString()).not.toContain('synthetic');
  });

  it('ends with the address, which is left out or taken back', async () => {
    const one = await keyworker();
    await one.json('PUT', PATH, wanted);
    await one.json('PUT', PATH, { urgent: true });
    expect((await one.send('GET', PATH)).body).toMatchObject({ address: 'none', urgent: true });
    await one.json('PUT', PATH, wanted);
    expect((await one.send('DELETE', PATH)).status).toBe(200);
    const { body } = await one.send('GET', PATH);
    expect([body.address, body.email]).toEqual(['none', undefined]);
  });
});
