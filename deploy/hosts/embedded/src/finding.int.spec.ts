import { readSettings, type Platform } from '@carethread/service-kit';
import { SqliteKeyStore } from '@carethread/privacy';
import { randomUUID } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
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
const SEARCH = '/assessment/persons/search';

describe('finding people, over HTTP', () => {
  const data = mkdtempSync(join(tmpdir(), 'carethread-finding-'));
  let platform: Platform;
  let url: string;
  let who: Callers;
  const ids: string[] = [];

  const register = async (given: string, family: string, more: object = {}, by = who.assessor): Promise<string> => {
    const sheet = { name: { given, family }, dateOfBirth: '1941-05-04', firstLanguage: 'en', groups: [], ...more };
    const { status, body } = await by.json('POST', '/assessment/persons', sheet);
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

  describe('ENG-129: a search', () => {
    interface Match {
      readonly id: string;
      readonly reasons: readonly string[];
    }
    const found = async (by: Caller, words: object): Promise<readonly string[]> => {
      const { status, body } = await asked(by, SEARCH, words);
      expect(status).toBe(200);
      return body.items.map(({ id }: Match) => id);
    };
    const [organisationId, anotherId] = [randomUUID(), randomUUID()];
    let manager: Caller;
    let own: string;
    let known: string;

    beforeAll(async () => {
      manager = await who.caller({ roles: ['SM'], organisationId });
      await register('Zoë', 'Ó Synthetic', {
        identifiers: [{ scheme: 'NHS', value: '999 000 0018' }],
        address: '1 Synthetic Street, ZZ99 3CZ',
      });
      own = await register('Margaret', 'Whitcombe', { dateOfBirth: '1939-02-03' }, manager);
      known = await register('Margaret', 'Whitcombe', { dateOfBirth: '1950-07-08' });
    });

    it('finds by name, birth, number and postcode without an id, the likeliest first, and says why', async () => {
      for (const words of [
        { name: 'O’Synthetic Zoe' },
        { name: 'zoe', born: '4/5/1941' },
        { number: '9990000018' },
        { postcode: 'zz993cz' },
      ]) {
        const { body } = await asked(who.assessor, SEARCH, words);
        expect(body.items[0]).toMatchObject({ name: { given: 'Zoë', family: 'Ó Synthetic' } });
        expect(body.items[0].reasons.length).toBeGreaterThan(0);
        expect(Object.keys(body.items[0]).sort()).toEqual(['id', 'name', 'reasons']);
      }
      expect(await found(who.assessor, { name: 'Peggy Whitcombe', born: '1950' })).toEqual([known, own]);
      expect(await found(who.assessor, { name: 'Nobody Whatsoever' })).toEqual([]);
    });

    it('shows an organisation its own people, the council its tenant, and nobody else anybody', async () => {
      const words = { name: 'Margaret Whitcombe' };
      expect([...(await found(who.assessor, words))].sort()).toEqual([own, known].sort());
      expect(await found(manager, words)).toEqual([own]);
      const others = await who.caller({ roles: ['SM'], organisationId: anotherId });
      for (const nobody of [others, who.elsewhere, who.stranger]) expect(await found(nobody, words)).toEqual([]);
      const self = await who.caller({ roles: ['PE'], personId: own });
      expect((await asked(self, SEARCH, words)).status).toBe(404);
    });

    it('PLAT-18: is in the log of everybody whom it shows, and stores no word', async () => {
      const before = await stored();
      const searcher = await who.caller({ roles: ['AS'], qualifications: ['assessor'] });
      expect(await found(searcher, { name: 'Margaret Whitcombe Quokkazephyr' })).toContain(own);
      const entries: readonly Entry[] = await entriesOf(own);
      expect(entries.at(-1)).toMatchObject({ route: `POST ${SEARCH}`, outcome: 'found' });
      expect(await stored()).toBe(before);
      const bytes = readdirSync(data, { recursive: true, encoding: 'utf8' })
        .map((name) => join(data, name))
        .filter((path) => statSync(path).isFile())
        .map((path) => readFileSync(path, 'latin1').toLowerCase());
      for (const word of ['quokkazephyr', 'whitcombe']) expect(bytes.some((text) => text.includes(word))).toBe(false);
    });

    it('is told what it says too little by, and by which member', async () => {
      for (const [words, pointer] of [
        [{}, '/name'],
        [{ born: 'soon' }, '/born'],
        [{ number: '12' }, '/number'],
        [{ postcode: 'here' }, '/postcode'],
        [{ name: 'Whitcombe', familyName: 'Whitcombe' }, ''],
      ] as const) {
        const { status, body } = await asked(who.assessor, SEARCH, words);
        expect([status, body.items[0].pointer]).toEqual([400, pointer]);
      }
    });

    it('is looked at by the data protection officer where one user makes sixty in an hour', async () => {
      const curious = await who.caller({ roles: ['AS'], qualifications: ['assessor'] });
      const officer = await who.caller({ roles: ['DP'] });
      const tasks = async (): Promise<Answer['body']> => {
        await stored();
        return (await officer.send('GET', '/assessment/tasks?kind=searchedOften')).body.items;
      };
      for (let nth = 1; nth < 60; nth++) await found(curious, { name: 'Whitcombe' });
      expect(await tasks()).toEqual([]);
      for (let nth = 0; nth < 3; nth++) await found(curious, { name: 'Whitcombe' });
      const raised = await tasks();
      expect(raised).toHaveLength(1);
      expect(raised[0]).toMatchObject({
        kind: 'searchedOften',
        forRole: 'DP',
        ref: { user: expect.any(String), searches: 60 },
      });
    }, 60_000);
  });

  describe('ENG-129: a registration', () => {
    const PERSONS = '/assessment/persons';
    const sheetOf = (given: string, family: string, more: object = {}): object => ({
      name: { given, family },
      dateOfBirth: '1938-09-17',
      firstLanguage: 'en',
      groups: [],
      ...more,
    });
    const tasksOf = async (personId: string): Promise<Answer['body']> => {
      await stored();
      return (await who.assessor.send('GET', `/assessment/tasks?personId=${personId}`)).body.items;
    };
    const numbered = { identifiers: [{ scheme: 'NHS', value: '9990000026' }] };
    let known: string;
    let provider: Caller;

    beforeAll(async () => {
      provider = await who.caller({ roles: ['SM'], organisationId: randomUUID() });
      const { body } = await who.assessor.json('POST', PERSONS, sheetOf('Bríd', 'Synthetic-Hollis', numbered));
      known = String(body.id);
    });

    it('of somebody of the same full name and date of birth is refused, with whom the caller may see', async () => {
      const { status, body } = await who.assessor.json('POST', PERSONS, sheetOf('Hollis', 'Brid Synthetic'));
      expect([status, body.code, body.items]).toEqual([409, 'DUPLICATE_LIKELY', [known]]);
      for (const [given, family, more] of [
        ['Bríd', 'Synthetic-Hollis', { dateOfBirth: '1938-09-18' }],
        ['Bríd', 'Synthetic', {}],
        ['Bríd', 'Synthetic-Hollis', { dateOfBirth: undefined, birth: { year: 1938, estimated: true } }],
      ] as const)
        expect((await who.assessor.json('POST', PERSONS, sheetOf(given, family, more))).status).toBe(201);
      const elsewhere = await who.elsewhere.json('POST', PERSONS, sheetOf('Bríd', 'Synthetic-Hollis'));
      expect(elsewhere.status).toBe(201);
    });

    it('names nobody to a caller who may not see them: the council is to be asked, and learns of it', async () => {
      const { status, body } = await provider.json('POST', PERSONS, sheetOf('Bríd', 'Synthetic-Hollis'));
      expect([status, body.code, body.items]).toEqual([409, 'DUPLICATE_LIKELY', ['mayAlreadyBeKnown']]);
      expect(JSON.stringify(body)).not.toContain(known);
      expect(body.title).toContain('may already be known');
      await provider.json('POST', PERSONS, sheetOf('Bríd', 'Synthetic-Hollis'));
      expect(await tasksOf(known)).toMatchObject([{ kind: 'duplicateLikely', forRole: 'AS' }]);
      const entries: readonly Entry[] = await entriesOf(known);
      expect(entries).toContainEqual(
        expect.objectContaining({ route: `POST ${PERSONS}`, outcome: 'refused', code: 'DUPLICATE_LIKELY' }),
      );
    });

    it('of a number that is taken is refused for that, whatever is said', async () => {
      for (const more of [{}, { notSameAs: [known], reason: 'a twin' }]) {
        const again = sheetOf('Bríd', 'Synthetic-Hollis', { ...numbered, ...more });
        const { status, body } = await who.assessor.json('POST', PERSONS, again);
        expect([status, body.code]).toEqual([409, 'PERSON_EXISTS']);
      }
    });

    it('is taken where all of them are somebody else, for a reason that is kept', async () => {
      const twin = sheetOf('Bríd', 'Synthetic-Hollis', { notSameAs: [known] });
      const silent = await who.assessor.json('POST', PERSONS, twin);
      expect([silent.status, silent.body.code]).toEqual([422, 'REASON_REQUIRED']);
      const strange = await who.assessor.json('POST', PERSONS, { ...twin, notSameAs: [known, 'nobody'], reason: 'x' });
      expect([strange.status, strange.body.items[0].pointer]).toEqual([400, '/notSameAs/1']);
      const key = { 'idempotency-key': randomUUID() };
      const said = { ...twin, reason: 'a twin' };
      const first = await who.assessor.json('POST', PERSONS, said, key);
      expect(first.status).toBe(201);
      const sheet = await who.assessor.send('GET', `${PERSONS}/${String(first.body.id)}`);
      expect(Object.keys(sheet.body)).not.toContain('notSameAs');
      // Once more, when there are three of them.
      const third = { ...twin, notSameAs: [known, first.body.id], reason: 'a triplet' };
      expect((await who.assessor.json('POST', PERSONS, third)).status).toBe(201);
      const again = await who.assessor.json('POST', PERSONS, said, key);
      expect([again.status, again.body.id]).toEqual([201, first.body.id]);
    });

    it('by a caller who may not see the others is taken too, and looked at by the council', async () => {
      const more = { notSameAs: ['mayAlreadyBeKnown'], reason: 'came with papers of their own' };
      const { status, body } = await provider.json('POST', PERSONS, sheetOf('Bríd', 'Synthetic-Hollis', more));
      expect(status).toBe(201);
      // One for each of those for whom they may be taken, by the ids of both.
      const tasks = await tasksOf(String(body.id));
      expect(tasks.map((task: Answer['body']) => task.kind)).toEqual(Array(3).fill('duplicateLikely'));
      for (const { subject, ref } of tasks)
        expect(ref).toEqual({ personId: body.id, otherPersonId: subject.id, by: 'PersonRegistered' });
    });

    describe('found once both are recorded', () => {
      const pair = async (...[one, other]: readonly string[]): Promise<Answer['body']> => {
        const found = [...(await tasksOf(String(one))), ...(await tasksOf(String(other)))];
        expect(found).toMatchObject([{ kind: 'duplicateLikely', forRole: 'AS' }]);
        const [task] = found;
        expect([task.ref.personId, task.ref.otherPersonId].toSorted()).toEqual([one, other].toSorted());
        expect(JSON.stringify(task)).not.toMatch(/Hollis|Doubleday/);
        return task;
      };

      it('ENG-129: two who are registered at one moment are looked at by the council, once, until they are told apart', async () => {
        const twice = await Promise.all(
          [1, 2].map(() => who.assessor.json('POST', PERSONS, sheetOf('Synthia', 'Doubleday'))),
        );
        expect(twice.map(({ status }) => status)).toEqual([201, 201]);
        const [one, other] = twice.map(({ body }) => String(body.id));
        const task = await pair(String(one), String(other));
        expect(task.status).toBe('open');
        const apart = `${PERSONS}/${String(other)}/distinctions`;
        const silent = await who.assessor.json('POST', apart, { notSameAs: [one] });
        expect([silent.status, silent.body.code]).toEqual([422, 'REASON_REQUIRED']);
        const strange = await who.assessor.json('POST', apart, { notSameAs: [randomUUID()], reason: 'x' });
        expect([strange.status, strange.body.code]).toEqual([422, 'REFERENCE_NOT_FOUND']);
        expect((await provider.json('POST', apart, { notSameAs: [one], reason: 'x' })).status).toBe(403);
        expect((await who.assessor.json('POST', apart, { notSameAs: [one], reason: 'twins' })).status).toBe(201);
        expect(await pair(String(one), String(other))).toMatchObject({
          status: 'closed',
          closed: { outcome: 'notSameAs' },
        });
      });

      it('ENG-129: so is somebody whose name is set right and is another’s', async () => {
        const first = await register('Synthia', 'Doubleday-Reed');
        const second = await register('Synthia', 'Doubleday-Read');
        const path = `${PERSONS}/${second}`;
        const ifMatch = { 'if-match': (await who.assessor.send('GET', path)).headers.get('etag') ?? '' };
        const to = { field: 'name.family', to: 'Doubleday-Reed', reason: 'misspelt' };
        expect((await who.assessor.json('PATCH', `${path}/basic-information`, to, ifMatch)).status).toBe(200);
        expect(await pair(first, second)).toMatchObject({
          status: 'open',
          subject: { kind: 'person', id: first },
          ref: { by: 'BasicInformationCorrected' },
        });
      });
    });
  });

  describe('PLAT-11: where a person’s keys are destroyed', () => {
    /** How many rows of the index stand for a person, read from the disk. */
    const rowsOf = (personId: string): number => {
      const views = new DatabaseSync(join(data, 'views', 'assessment.db'), { readOnly: true });
      const rows = views.prepare('SELECT count(*) AS rows FROM "v_findablePeopleEntries_2" WHERE key LIKE ?');
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
