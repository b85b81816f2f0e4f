import { startEmbedded } from '@carethread/embedded';
import { readSettings } from '@carethread/service-kit';
import { randomUUID } from 'node:crypto';
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readCommandFile } from './command-file.js';
import { Player } from './player.js';
import { Population } from './population.js';

const PATIENCE_MS = 600_000;
const YEAR = 'docs/examples/a-persons-year.json';

/** One event of a kind of stream, of the first person or of nobody. */
interface Target {
  readonly service: string;
  readonly category: string;
  readonly position: number;
}

const NO_TARGET: Target = { service: '', category: '', position: 0 };

describe('one byte of one event', () => {
  const root = mkdtempSync(join(tmpdir(), 'carethread-damaged-'));
  const played = join(root, 'played');
  const commands = readCommandFile(readFileSync(YEAR, 'utf8'));
  const population = new Population(7);
  let people: readonly ReadonlyMap<string, unknown>[] = [];
  const settings = (data: string) =>
    readSettings({ CARETHREAD_MODE: 'test', CARETHREAD_PORT: '0', CARETHREAD_DATA: data });

  beforeAll(async () => {
    const platform = await startEmbedded(settings(played));
    people = await new Player(await platform.listen(), commands, population, () => undefined).play(2);
    await platform.stop();
  }, PATIENCE_MS);
  afterAll(() => rmSync(root, { recursive: true, force: true }));

  /** One event of every kind of stream that the first person has, or that concerns nobody: the last of its stream. */
  function targets(): readonly Target[] {
    const victim = String(people[0]?.get('person'));
    return readdirSync(join(played, 'logs'))
      .filter((name) => name.endsWith('.db') && !name.includes('.access'))
      .flatMap((file) => {
        const db = new DatabaseSync(join(played, 'logs', file), { readOnly: true });
        const rows = db
          .prepare(
            `SELECT substr(s.name, 1, instr(s.name, '-') - 1) AS category, max(e.position) AS position
             FROM events e JOIN streams s ON s.no = e.stream
             WHERE json_extract(e.body, '$.personId') = ? OR json_extract(e.body, '$.personId') IS NULL GROUP BY category`,
          )
          .all(victim) as unknown as readonly Omit<Target, 'service'>[];
        db.close();
        return rows.map((row) => ({ ...row, service: file.replace('.db', '') }));
      });
  }

  /** A copy of the data folder with a byte of that event changed: `text` makes it no JSON, `content` another content. */
  function damaged({ service, position }: Target, how: 'text' | 'content', withViews: boolean): string {
    const folder = mkdtempSync(join(root, 'copy-'));
    cpSync(played, folder, { recursive: true });
    const db = new DatabaseSync(join(folder, 'logs', `${service}.db`));
    db.exec('DROP TRIGGER events_never_change');
    const { body } = db.prepare('SELECT body FROM events WHERE position = ?').get(position) as {
      readonly body: string;
    };
    const content = body.search(/"(sealed|payload)":/) + 24;
    const at = how === 'text' ? 0 : content;
    const changed = body.slice(0, at) + (body[at] === 'x' ? 'y' : 'x') + body.slice(at + 1);
    db.prepare('UPDATE events SET body = ? WHERE position = ?').run(changed, position);
    db.close();
    if (!withViews) rmSync(join(folder, 'views'), { recursive: true, force: true });
    return folder;
  }

  function restore(folder: string, { service, position }: Target): void {
    const from = new DatabaseSync(join(played, 'logs', `${service}.db`), { readOnly: true });
    const { body } = from.prepare('SELECT body FROM events WHERE position = ?').get(position) as {
      readonly body: string;
    };
    from.close();
    const to = new DatabaseSync(join(folder, 'logs', `${service}.db`));
    to.exec('DROP TRIGGER events_never_change');
    to.prepare('UPDATE events SET body = ? WHERE position = ?').run(body, position);
    to.close();
  }

  /** Reads, writes and lists of everybody but the first person, and a new registration; those that are no success. */
  async function failures(url: string): Promise<readonly string[]> {
    const player = new Player(url, commands, population, () => undefined);
    const other = people[1] ?? new Map<string, unknown>();
    const of = (name: string): string => String(other.get(name));
    const run: readonly (readonly [string, string, string, unknown?])[] = [
      ['assessor', 'GET', `/assessment/persons/${of('person')}`],
      ['assessor', 'GET', `/assessment/assessments?personId=${of('person')}`],
      ['assessor', 'GET', `/assessment/handovers/${of('handover')}`],
      ['keyworker', 'GET', `/care-plan/plans/${of('plan')}`],
      ['keyworker', 'GET', `/care-plan/plans?personId=${of('person')}`],
      ['keyworker', 'GET', `/care-plan/plans/${of('plan')}/versions/1`],
      ['person', 'GET', `/consent/sign-offs?subjectId=${of('plan')}`],
      ['person', 'GET', `/consent/plans/${of('plan')}/consent`],
      ['keyworker', 'GET', `/risk/assessments/${of('risk')}`],
      ['keyworker', 'GET', `/review/plans/${of('plan')}/obligations`],
      ['manager', 'GET', '/review/overdue'],
      ['coordinator', 'GET', `/cpa/cases/${of('case')}`],
      ['assessor', 'POST', '/assessment/persons', person()],
      ['person', 'POST', `/care-plan/plans/${of('plan')}/statements`, { about: 'the plan', statement: 'I agree' }],
      ['keyworker', 'POST', `/risk/assessments/${of('risk')}/staff-views`, { view: 'a handrail helps' }],
      ['person', 'POST', `/consent/plans/${of('plan')}/withdrawal`, { scope: 'whole' }],
      ['person', 'POST', `/review/plans/${of('plan')}/requests`, { reason: 'I would like to talk' }],
    ];
    const found: string[] = [];
    for (const [as, method, path, body] of run) {
      const { status, body: said } = await player.call(as, method, path, body, other, randomUUID());
      if (status < 200 || status >= 300) found.push(`${as} ${method} ${path}: ${status} ${JSON.stringify(said)}`);
    }
    return found;
  }

  /** What the first person's own staff and they themselves read: as before, or RECORD_DAMAGED, and never as if it were not there. */
  async function missing(url: string): Promise<readonly string[]> {
    const player = new Player(url, commands, population, () => undefined);
    const victim = people[0] ?? new Map<string, unknown>();
    const of = (name: string): string => String(victim.get(name));
    const found: string[] = [];
    for (const [as, path] of [
      ['assessor', `/assessment/persons/${of('person')}`],
      ['assessor', `/assessment/assessments?personId=${of('person')}`],
      ['assessor', `/assessment/handovers/${of('handover')}`],
      ['keyworker', `/care-plan/persons/${of('person')}/file`],
      ['assessor', `/care-plan/persons/${of('person')}/file`],
      ['person', `/care-plan/persons/${of('person')}/file`],
      ['keyworker', `/care-plan/plans/${of('plan')}`],
      ['keyworker', `/care-plan/plans?personId=${of('person')}`],
      ['person', `/consent/sign-offs?subjectId=${of('plan')}`],
      ['person', `/consent/plans/${of('plan')}/consent`],
      ['keyworker', `/risk/assessments/${of('risk')}`],
      ['keyworker', `/review/plans/${of('plan')}/obligations`],
      ['coordinator', `/cpa/cases/${of('case')}`],
    ] as const) {
      const { status, body } = await player.call(as, 'GET', path, undefined, victim);
      if (status !== 200 && (body as { code?: string }).code !== 'RECORD_DAMAGED')
        found.push(`${as} GET ${path}: ${status} ${JSON.stringify(body)}`);
    }
    return found;
  }

  const person = () => ({
    name: { given: 'Synthetic', family: 'Newcomer' },
    dateOfBirth: '1941-05-04',
    firstLanguage: 'en',
    groups: [],
  });

  it.each([
    ['kept', true],
    ['folded anew', false],
  ])(
    'of any kind of stream keeps nobody else from anything, with views %s (PLAT-12)',
    async (_, withViews) => {
      const wrong: Record<string, readonly string[]> = {};
      for (const [index, target] of targets().entries()) {
        const folder = damaged(target, index % 2 === 0 ? 'content' : 'text', withViews);
        const platform = await startEmbedded(settings(folder));
        const url = await platform.listen();
        const name = `${target.service} ${target.category}`;
        const found = [...(await missing(url)), ...(await failures(url))];
        if (found.length > 0) wrong[name] = found;
        const known = platform.runtimes.flatMap(({ setAside }) => setAside.records());
        if (!withViews && known.length === 0) wrong[`${name} set aside`] = [JSON.stringify(target)];
        await platform.stop();
        rmSync(folder, { recursive: true, force: true });
      }
      expect(wrong).toEqual({});
    },
    PATIENCE_MS,
  );

  it('sets its person aside, with a code of its own, and a restart knows it too', async () => {
    const target = targets().find(({ category }) => category === 'dailyRecord') ?? {
      service: '',
      category: '',
      position: 0,
    };
    const folder = damaged(target, 'content', false);
    const player = (url: string) => new Player(url, commands, population, () => undefined);
    const victim = people[0] ?? new Map<string, unknown>();
    for (let start = 0; start < 2; start++) {
      const platform = await startEmbedded(settings(folder));
      const url = await platform.listen();
      const plan = `/care-plan/plans/${String(victim.get('plan'))}`;
      for (const [method, path, body] of [
        ['GET', plan],
        ['POST', `${plan}/statements`, { about: 'the plan', statement: 'x' }],
      ] as const)
        expect(await player(url).call('keyworker', method, path, body, victim, randomUUID())).toMatchObject({
          status: 503,
          body: { code: 'RECORD_DAMAGED' },
        });
      // Services that hold their own record of the person go on.
      expect(
        await player(url).call(
          'assessor',
          'GET',
          `/assessment/persons/${String(victim.get('person'))}`,
          undefined,
          victim,
        ),
      ).toMatchObject({ status: 200 });
      const [care] = platform.runtimes.filter(({ definition }) => definition.name === 'care-plan');
      expect(care?.setAside.records()).toMatchObject([{ position: target.position, subject: victim.get('person') }]);
      expect(care?.stalled()).toMatchObject({ ready: true, parts: ['records'] });
      await platform.stop();
    }
  });

  it('is as good as before once the log was restored and the operator drives its dead letters again', async () => {
    const target = targets().find(({ category }) => category === 'dailyRecord') ?? NO_TARGET;
    const folder = damaged(target, 'content', false);
    const first = await startEmbedded(settings(folder));
    await first.listen();
    await first.stop();
    restore(folder, target);
    const platform = await startEmbedded(settings(folder));
    const player = new Player(await platform.listen(), commands, population, () => undefined);
    const victim = people[0] ?? new Map<string, unknown>();
    const read = () =>
      player.call('keyworker', 'GET', `/care-plan/plans/${String(victim.get('plan'))}`, undefined, victim);
    expect(await read()).toMatchObject({ status: 503, body: { code: 'RECORD_DAMAGED' } });
    const care = platform.runtimes.find(({ definition }) => definition.name === 'care-plan');
    expect(await care?.replayParked()).toBe(0);
    expect(care?.setAside.records()).toEqual([]);
    expect(await read()).toMatchObject({ status: 200 });
    await platform.stop();
  });
});
