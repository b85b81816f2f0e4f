import { startEmbedded } from '@carethread/embedded';
import { readSettings, type Platform } from '@carethread/service-kit';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { token, type TokenWish } from './token.js';

describe('the token verb', () => {
  let data: string;
  let platform: Platform;
  let url: string;

  beforeAll(async () => {
    data = mkdtempSync(join(tmpdir(), 'carethread-token-'));
    platform = await startEmbedded(
      readSettings({ CARETHREAD_PORT: '0', CARETHREAD_DATA: data, CARETHREAD_MODE: 'test' }),
    );
    url = await platform.listen();
  }, 120_000);
  afterAll(async () => {
    await platform.stop();
    rmSync(data, { recursive: true, force: true });
  });

  const wish = (more: Partial<TokenWish>): TokenWish => ({
    url,
    userId: undefined,
    roles: undefined,
    tenant: undefined,
    organisation: undefined,
    person: undefined,
    services: undefined,
    qualifications: undefined,
    'expires-in': undefined,
    ...more,
  });

  it('gets a token that the platform takes', async () => {
    const { code, said, lines } = await token(
      wish({ roles: 'AS, KW', qualifications: 'assessor', 'expires-in': '60' }),
    );
    expect({ code, said }).toMatchObject({
      code: 0,
      said: { roles: ['AS', 'KW'], tokenType: 'Bearer', expiresIn: 60 },
    });
    const headers = { authorization: `Bearer ${lines[0]}` };
    const answer = await fetch(`${url}/assessment/persons/00000000-0000-4000-8000-000000000000`, { headers });
    expect(answer.status).toBe(404);
  });

  it('says why where it gets none', async () => {
    await expect(token(wish({ roles: 'ZZ' }))).rejects.toThrow(`${url} gives no token: 400`);
    await expect(token(wish({ roles: 'KW', 'expires-in': 'soon' }))).rejects.toThrow('number of seconds');
    await expect(token(wish({ url: 'http://127.0.0.1:1', roles: 'KW' }))).rejects.toThrow('no platform answers');
  });
});
