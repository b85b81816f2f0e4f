import { readSettings, type Platform } from '@carethread/service-kit';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startEmbedded } from './embedded.js';
import { callers, type Caller, type Callers } from './testing/callers.js';

/** A synthetic NHS number with its check digit; 999 is kept for tests. */
function nhs(nth: number): string {
  for (let number = 999_000_000 + nth * 100; ; number += 1) {
    const sum = [...String(number)].reduce((total, digit, at) => total + Number(digit) * (10 - at), 0);
    const check = (11 - (sum % 11)) % 11;
    if (check < 10) return `${number}${check}`;
  }
}

describe('work lists over many people, over HTTP', () => {
  const data = mkdtempSync(join(tmpdir(), 'carethread-lists-'));
  const people: string[] = [];
  let platform: Platform;
  let url: string;
  let who: Callers;

  const idle = () => fetch(`${url}/test/idle?within=20000`);
  /** A person whose number was typed wrong and set right: a task for the council. */
  const corrected = async (nth: number): Promise<string> => {
    const identifiers = [{ scheme: 'NHS', value: nhs(2 * nth) }];
    const name = { given: `Synthetic${nth}`, family: 'Person' };
    const sheet = { name, dateOfBirth: `194${nth}-05-04`, firstLanguage: 'en', groups: [], identifiers };
    const { body } = await who.assessor.json('POST', '/assessment/persons', sheet);
    const path = `/assessment/persons/${body.id}`;
    const correction = { field: 'identifiers.NHS', to: nhs(2 * nth + 1), reason: 'typed wrong' };
    const etag = (await who.assessor.send('GET', path)).headers.get('etag') ?? '';
    const answer = await who.assessor.json('PATCH', `${path}/basic-information`, correction, { 'if-match': etag });
    expect(answer.status).toBe(200);
    return String(body.id);
  };

  beforeAll(async () => {
    platform = await startEmbedded(
      readSettings({ CARETHREAD_PORT: '0', CARETHREAD_DATA: data, CARETHREAD_MODE: 'test' }),
    );
    url = await platform.listen();
    who = await callers(url);
    for (let nth = 1; nth <= 5; nth++) people.push(await corrected(nth));
    await idle();
  }, 120_000);
  afterAll(async () => {
    await platform.stop();
    rmSync(data, { recursive: true, force: true });
  });

  it('PLAT-14: says how many there are beside a page, where that is wanted and rows can be counted', async () => {
    const asked = async (by: Caller, query: string) => {
      const { body, headers } = await by.send('GET', `/assessment/tasks?limit=2${query}`, undefined, {
        prefer: 'count=exact',
      });
      return [body.items.length, body.count, headers.get('preference-applied')];
    };
    const auditor = await who.caller({ roles: ['AU'] });
    expect(await asked(auditor, '')).toEqual([2, 5, 'count=exact']);
    expect(await asked(auditor, '&priority=urgent')).toEqual([0, 0, 'count=exact']);
    expect(await asked(await who.caller({ roles: ['AU'], tenantId: people[0] }), '')).toEqual([0, 0, 'count=exact']);
    // What stands with a name and with an office may be the same, and what is looked at one by one is not counted.
    expect(await asked(who.assessor, '&mine=true')).toEqual([2, undefined, null]);
    expect(await asked(who.stranger, '')).toEqual([0, undefined, null]);
  });

  const pages = async (by: Caller, query: string): Promise<readonly (readonly string[])[]> => {
    const found: string[][] = [];
    for (let after = ''; ;) {
      const { status, body } = await by.send('GET', `/assessment/tasks?${query}${after}`);
      expect(status).toBe(200);
      found.push(body.items.map(({ id }: { id: string }) => id));
      if (body.next === undefined) return found;
      after = `&after=${encodeURIComponent(String(body.next))}`;
    }
  };

  it('the council finds its open tasks without knowing anybody’s id, each once, page by page', async () => {
    const whole = (await pages(who.assessor, 'limit=200')).flat();
    expect(whole).toHaveLength(5);
    expect((await pages(who.assessor, 'limit=2')).map(({ length }) => length)).toEqual([2, 2, 1]);
    expect((await pages(who.assessor, 'limit=2')).flat()).toEqual(whole);
    expect((await pages(who.assessor, 'mine=true')).flat()).toEqual(whole);
  });

  it('an item is the one that a person’s own list and its single read have', async () => {
    const { body } = await who.assessor.send('GET', '/assessment/tasks?limit=1');
    const [item] = body.items;
    const single = await who.assessor.send('GET', `/assessment/tasks/${item.id}`);
    const { position: _, ...read } = single.body;
    expect(read).toMatchObject({ kind: 'identifierCorrected', title: expect.any(String), since: expect.any(String) });
    expect(item).toMatchObject({
      ...item,
      kind: read.kind,
      title: read.title,
      since: read.since,
      revision: read.revision,
    });
    expect(item.etag).toBe(single.headers.get('etag'));
  });

  it('filters are the list’s own, and one narrowing is taken at a time', async () => {
    expect((await pages(who.assessor, 'kind=identifierCorrected&status=open')).flat()).toHaveLength(5);
    expect((await pages(who.assessor, 'kind=breakGlass')).flat()).toEqual([]);
    const both = await who.assessor.send('GET', `/assessment/tasks?mine=true&organisationId=${who.tenantId}`);
    expect([both.status, both.body.items]).toEqual([
      400,
      [{ pointer: '/organisationId', in: 'query', rule: 'conflict' }],
    ]);
    const ofOne = await who.assessor.send('GET', `/assessment/tasks?mine=true&personId=${String(people[0])}`);
    expect([ofOne.status, ofOne.body.items[0].rule]).toEqual([400, 'conflict']);
    const strange = await who.assessor.send('GET', '/assessment/tasks?mine=yes');
    expect([strange.status, strange.body.items]).toEqual([
      400,
      [{ pointer: '/mine', in: 'query', rule: 'oneOf', limit: ['true'] }],
    ]);
    // What is done is found with its person alone: nobody is told that there is none.
    const done = await who.assessor.send('GET', '/assessment/tasks?status=closed');
    expect([done.status, done.body.items[0].rule]).toEqual([400, 'oneOf']);
    const doneOfOne = await who.assessor.send('GET', `/assessment/tasks?status=closed&personId=${String(people[0])}`);
    expect([doneOfOne.status, doneOfOne.body.items]).toEqual([200, []]);
    const cursor = await who.assessor.send('GET', '/assessment/tasks?after=bm9uZQ');
    expect([cursor.status, cursor.body.code]).toEqual([400, 'CURSOR_UNKNOWN']);
  });

  it('who has nothing to do with the people sees none, in another tenant neither', async () => {
    expect((await pages(who.stranger, '')).flat()).toEqual([]);
    expect((await pages(who.elsewhere, '')).flat()).toEqual([]);
  });

  it('each person shown has one entry an hour in their access log, however often the list is read', async () => {
    const again = await who.caller({ roles: ['AS'], qualifications: ['assessor'] });
    await pages(again, 'limit=2');
    await pages(again, 'limit=200');
    const auditor = await who.caller({ roles: ['AU'] });
    for (const person of people) {
      const { body } = await auditor.send('GET', `/assessment/persons/${person}/access-entries`);
      const listed = body.items.filter(({ outcome }: { outcome: string }) => outcome === 'listed');
      const [route] = new Set(listed.map((one: { route: string }) => one.route));
      expect(route).toBe('GET /assessment/tasks');
      const users = listed.map(({ userId }: { userId: string }) => userId);
      expect(new Set(users).size).toBe(users.length);
    }
  });

  it('what is done is on no list any more', async () => {
    const [[first = ''] = []] = await pages(who.assessor, '');
    const done = await who.assessor.json('POST', `/assessment/tasks/${first}/completion`, { outcome: 'looked after' });
    expect(done.status).toBe(200);
    expect((await pages(who.assessor, '')).flat()).not.toContain(first);
    expect((await pages(who.assessor, '')).flat()).toHaveLength(4);
  });
});
