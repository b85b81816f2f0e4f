import { READING_PURPOSES } from '@carethread/contracts';
import { readSettings, type Platform } from '@carethread/service-kit';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startEmbedded } from './embedded.js';
import { callers, type Caller, type Callers } from './testing/callers.js';
import { organisation } from './testing/organisations.js';

type Item = Readonly<Record<string, unknown>>;

describe('lists to choose from', () => {
  const data = mkdtempSync(join(tmpdir(), 'carethread-choices-'));
  let platform: Platform;
  let who: Callers;
  const made: string[] = [];

  beforeAll(async () => {
    platform = await startEmbedded(
      readSettings({ CARETHREAD_PORT: '0', CARETHREAD_DATA: data, CARETHREAD_MODE: 'test' }),
    );
    const url = await platform.listen();
    who = await callers(url);
    for (const kind of ['council', 'provider', 'provider', 'regulator']) {
      made.push((await organisation(who, kind)).id);
      await fetch(`${url}/test/clock`, {
        method: 'PUT',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ advance: 'PT1M' }),
      });
    }
    await fetch(`${url}/test/idle?within=20000`);
  }, 120_000);
  afterAll(async () => {
    await platform.stop();
    rmSync(data, { recursive: true, force: true });
  });

  const listed = async (by: Caller, path: string): Promise<readonly Item[]> => {
    const found: Item[] = [];
    for (let after = ''; ;) {
      const { status, body } = await by.send('GET', path + after);
      expect(status).toBe(200);
      found.push(...body.items);
      if (body.next === undefined) return found;
      after = `&after=${encodeURIComponent(String(body.next))}`;
    }
  };
  const ids = (items: readonly Item[]): readonly unknown[] => items.map(({ organisationId }) => organisationId);

  it('the organisations of the tenant are found without an id, of one kind, page by page', async () => {
    const keyworker = await who.caller({ roles: ['KW'] });
    expect(ids(await listed(keyworker, '/assessment/organisations?limit=200'))).toEqual(made);
    expect(ids(await listed(keyworker, '/assessment/organisations?limit=1'))).toEqual(made);
    const providers = await listed(keyworker, '/assessment/organisations?kind=provider&limit=1');
    expect(ids(providers)).toEqual(made.slice(1, 3));
    const { body } = await keyworker.send('GET', `/assessment/organisations/${made[1]}`);
    expect(body).toMatchObject({ ...providers[0] });
    expect((await keyworker.send('GET', '/assessment/organisations?kind=club')).status).toBe(400);
  });

  it('another tenant has its own', async () => {
    expect(await listed(who.elsewhere, '/assessment/organisations?limit=200')).toEqual([]);
  });

  it('PLAT-18: whoever must say why they read chooses from the purposes of their roles, before they have said one', async () => {
    const unsaid = { 'x-purpose': '' };
    for (const [role, codes] of [
      ['RI', ['incident', 'inspection']],
      ['DW', ['benefitDecision']],
      ['KW', []],
    ] as const) {
      const { status, body } = await (
        await who.caller({ roles: [role] })
      ).send('GET', '/consent/purposes', undefined, unsaid);
      expect([status, body.items.map(({ code }: Item) => code)]).toEqual([200, codes]);
    }
    const auditor = await who.caller({ roles: ['AU'] });
    const [first] = await listed(auditor, '/consent/purposes?limit=200');
    expect(first).toEqual({ code: 'audit', ...READING_PURPOSES.audit });
  });
});
