import { readSettings, type Platform } from '@carethread/service-kit';
import { SqliteKeyStore } from '@carethread/privacy';
import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { startEmbedded } from './embedded.js';
import { callers, type Answer, type Caller, type Callers } from './testing/callers.js';

interface Entry {
  readonly route: string;
  readonly outcome: string;
  readonly code?: string;
}

const NAMES = '/assessment/persons/names';

describe('finding people, over HTTP', () => {
  const data = mkdtempSync(join(tmpdir(), 'carethread-finding-'));
  let platform: Platform;
  let url: string;
  let who: Callers;
  const ids: string[] = [];

  const register = async (given: string, family: string, more: object = {}): Promise<string> => {
    const sheet = { name: { given, family }, dateOfBirth: '1941-05-04', firstLanguage: 'en', groups: [], ...more };
    const { status, body } = await who.assessor.json('POST', '/assessment/persons', sheet);
    expect([status, body.code]).toEqual([201, undefined]);
    return String(body.id);
  };
  /** A POST that only reads: without an Idempotency-Key. */
  const asked = async (by: Caller, path: string, body: object): Promise<Pick<Answer, 'status' | 'body'>> => {
    const answer = await fetch(url + path, {
      method: 'POST',
      headers: { authorization: `Bearer ${by.token}`, 'content-type': 'application/json', 'x-purpose': 'test' },
      body: JSON.stringify(body),
    });
    return { status: answer.status, body: await answer.json() };
  };
  const entriesOf = async (personId: string): Promise<Answer['body']> => {
    const auditor = await who.caller({ roles: ['AU'] });
    return (await auditor.send('GET', `/assessment/persons/${personId}/access-entries`)).body.items;
  };
  /** How much is stored, all in all. */
  const stored = async (): Promise<string> => (await fetch(`${url}/test/idle?within=20000`)).text();

  const start = async (): Promise<void> => {
    const settings = { CARETHREAD_PORT: '0', CARETHREAD_DATA: data, CARETHREAD_MODE: 'test' };
    platform = await startEmbedded(readSettings(settings));
    url = await platform.listen();
  };

  beforeAll(async () => {
    await start();
    who = await callers(url);
    ids.push(await register('Syn', 'Ashby'), await register('Thetic', 'Brookes'));
  }, 120_000);
  afterAll(async () => {
    await platform.stop();
    rmSync(data, { recursive: true, force: true });
  });

  describe('PLAT-18, PLAT-24: names for ids', () => {
    it('are those of the people whom the caller may see, each once, and no other', async () => {
      const [one = '', other = ''] = ids;
      const { status, body } = await asked(who.assessor, NAMES, { ids: [one, other, one, randomUUID()] });
      expect(status).toBe(200);
      expect(body.items).toEqual([
        { id: one, name: { given: 'Syn', family: 'Ashby' } },
        { id: other, name: { given: 'Thetic', family: 'Brookes' } },
      ]);
      const self = await who.caller({ roles: ['PE'], personId: one });
      expect((await asked(self, NAMES, { ids })).body.items.map(({ id }: { id: string }) => id)).toEqual([one]);
      for (const nobody of [who.stranger, who.elsewhere])
        expect((await asked(nobody, NAMES, { ids })).body.items).toEqual([]);
    });

    it('are read and not done: no key, no event, 404 without the role, an entry for each who is shown', async () => {
      const [one = ''] = ids;
      const before = await stored();
      const reader = await who.caller({ roles: ['AS'], qualifications: ['assessor'] });
      const shownTo = async (): Promise<number> =>
        (await entriesOf(one)).filter(({ route, outcome }: Entry) => route === `POST ${NAMES}` && outcome === 'listed')
          .length;
      const shown = await shownTo();
      expect((await asked(reader, NAMES, { ids })).status).toBe(200);
      expect(await shownTo()).toBe(shown + 1);
      expect(await stored()).toBe(before);
      const machine = await who.caller({ roles: ['DW'] });
      expect((await asked(machine, NAMES, { ids })).status).toBe(404);
    });

    it('are asked for by at most 200 ids, and by nothing else', async () => {
      const many = await asked(who.assessor, NAMES, { ids: Array.from({ length: 201 }, () => randomUUID()) });
      expect([many.status, many.body.items]).toEqual([400, [{ pointer: '/ids', rule: 'maxItems', limit: 200 }]]);
      const misspelt = await asked(who.assessor, NAMES, { ids, name: 'Ashby' });
      expect([misspelt.status, misspelt.body.items[0].pointer]).toEqual([400, '/name']);
      expect((await asked(who.assessor, NAMES, {})).status).toBe(400);
    });
  });

  describe('PLAT-11: where a person’s keys are destroyed', () => {
    /** How many rows of the index stand for a person, read from the disk. */
    const rowsOf = (personId: string): number => {
      const views = new DatabaseSync(join(data, 'views', 'assessment.db'), { readOnly: true });
      const rows = views.prepare('SELECT count(*) AS rows FROM "v_findablePeopleEntries_1" WHERE key LIKE ?');
      const found = rows.get(`%${personId}%`);
      views.close();
      return Number(found?.['rows']);
    };
    const destroy = async (personId: string): Promise<void> => {
      const keys = new SqliteKeyStore({ folder: join(data, 'keys'), createKey: false });
      await keys.destroy(personId);
      await keys.close();
    };

    it('the index is empty of them, also where no process ran when they were', async () => {
      const [one, other] = [await register('Syn', 'Carlisle'), await register('Thetic', 'Denholm')];
      await stored();
      await platform.stop();
      expect([rowsOf(one) > 10, rowsOf(other) > 10]).toEqual([true, true]);
      await destroy(one);
      await start();
      await stored();
      await platform.stop();
      expect([rowsOf(one), rowsOf(other) > 10]).toEqual([0, true]);
      await start();
    }, 60_000);
  });
});
