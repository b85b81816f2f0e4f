import { startEmbedded } from '@carethread/embedded';
import { readSettings, type Platform } from '@carethread/service-kit';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { token, type TokenOptions } from './token.js';

const ID = '0b4f2c7e-6a77-4b4e-9a1d-2f6a0f1c9d10';
const optionsAt = (url: string, more: Partial<TokenOptions>): TokenOptions => ({ url, ...more });

const notices: string[] = [];
const say = (line: string): void => void notices.push(line);
beforeEach(() => notices.splice(0));

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

  const options = (more: Partial<TokenOptions>): TokenOptions => optionsAt(url, more);

  it('gets a token that the platform takes', async () => {
    const { code, result, lines } = await token(
      options({ roles: 'AS, KW', qualifications: 'assessor', expiresIn: 60 }),
      say,
    );
    expect({ code, result }).toMatchObject({
      code: 0,
      result: { roles: ['AS', 'KW'], tokenType: 'Bearer', expiresIn: 60 },
    });
    const headers = { authorization: `Bearer ${lines[0]}` };
    const answer = await fetch(`${url}/assessment/persons/00000000-0000-4000-8000-000000000000`, { headers });
    expect(answer.status).toBe(404);
  });

  it('says why where it gets none', async () => {
    await expect(token(options({ roles: 'ZZ' }), say)).rejects.toThrow(`${url} gives no token: 400`);
    await expect(token(options({ url: 'http://127.0.0.1:1', roles: 'KW' }), say)).rejects.toThrow(
      'no platform answers',
    );
  });

  it('prints what it chose where the command line left it open', async () => {
    await token(options({ roles: 'KW' }), say);
    expect(notices).toEqual([
      expect.stringMatching(
        /^a token of KW, user [0-9a-f-]{36} \(new\), tenant [0-9a-f-]{36} \(new: it sees nothing of another/,
      ),
    ]);
    notices.splice(0);
    const [userId, tenant, person] = [ID, ID.replace('0b', '1b'), ID.replace('0b', '2b')];
    await token(options({ userId, roles: 'PE', tenant, person }), say);
    expect(notices).toEqual([`a token of PE, user ${userId}, tenant ${tenant}, no organisation, person ${person}`]);
  });

  it('refuses a person without a tenant, and nobody at all', async () => {
    await expect(token(options({ roles: 'PE', person: ID }), say)).rejects.toThrow('--person needs --tenant');
    await expect(token(options({}), say)).rejects.toThrow('lists no users of a demo: give --roles');
    expect(notices).toEqual([]);
  });
});

describe('the token verb against demo mode', () => {
  let data: string;
  let platform: Platform;
  let url: string;
  beforeAll(async () => {
    data = mkdtempSync(join(tmpdir(), 'carethread-token-'));
    platform = await startEmbedded(readSettings({ CARETHREAD_PORT: '0', CARETHREAD_DATA: data }));
    url = await platform.listen();
  }, 120_000);
  afterAll(async () => {
    await platform.stop();
    rmSync(data, { recursive: true, force: true });
  });

  interface Listed {
    readonly userId: string;
    readonly name: string;
    readonly roles: readonly string[];
  }
  const listed = async (role: string): Promise<Listed> => {
    const { items } = (await (await fetch(`${url}/demo/users`)).json()) as { items: readonly Listed[] };
    const found = items.find(({ roles }) => roles.includes(role));
    if (found === undefined) throw new Error(role);
    return found;
  };

  it('says whose token it chose where no user was named', async () => {
    const { code, lines } = await token(optionsAt(url, {}), say);
    const { userId } = await listed('PA');
    expect({ code, lines, notices }).toEqual({
      code: 0,
      lines: [expect.stringMatching(/^[\w-]+\.[\w-]+\.[\w-]+$/)],
      notices: [
        expect.stringMatching(`^no user was named: a token of the first that the demo lists, .* PA, user ${userId}`),
      ],
    });
  });

  it('gives one of a user that it lists, with the person whom it stands for', async () => {
    const [keyworker, person] = [await listed('KW'), await listed('PE')];
    await token(optionsAt(url, { userId: keyworker.userId.toUpperCase() }), say);
    await token(optionsAt(url, { userId: person.userId, person: ID }), say);
    expect(notices).toEqual([
      `a token of ${keyworker.name}, KW, user ${keyworker.userId}`,
      `a token of ${person.name}, PE, user ${person.userId}`,
    ]);
  });

  it('says what the demo gives where something else is asked', async () => {
    const [keyworker, person] = [await listed('KW'), await listed('PE')];
    for (const [more, why] of [
      [{ roles: 'KW' }, '--roles can be given in test mode only'],
      [{ userId: ID }, `it has no user ${ID}`],
      [{ userId: keyworker.userId, person: ID }, 'takes no --person'],
      [{ userId: person.userId }, 'needs --person ID'],
    ] as const)
      await expect(token(optionsAt(url, more), say)).rejects.toThrow(
        new RegExp(`runs in demo mode: [^]*${why}[^]*token USER[^]*${keyworker.userId}`),
      );
    expect(notices).toEqual([]);
  });
});
