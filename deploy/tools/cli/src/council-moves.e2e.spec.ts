import { Caller } from '@carethread/embedded/testing';
import { uuidV5 } from '@carethread/ledger';
import { Child } from '@carethread/platform';
import { spawnSync } from 'node:child_process';
import { randomBytes, randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openStore } from './stores.js';

const postgres = process.env['CARETHREAD_TEST_POSTGRES'] ?? '';
const SEED = '7';
/** A demo, a move, and two platforms, one of them of seven processes. */
const PATIENCE_MS = 300_000;

interface Answers {
  readonly [path: string]: string;
}

describe('a council that outgrows its machine', () => {
  let folder = '';
  const inFolder = (name: string): string => join(folder, name);
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'carethread-council-'));
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  function run(script: string, ...args: readonly string[]): string {
    const { status, stdout, stderr } = spawnSync(process.execPath, [script, ...args], {
      env: { PATH: process.env['PATH'] },
      encoding: 'utf8',
    });
    if (status !== 0) throw new Error(`${script} ended with ${String(status)}: ${stdout}${stderr}`);
    return stdout;
  }

  /** Somebody's plan and the person it is about, from what the log has in the clear. */
  async function planIn(data: string): Promise<{ plan: string; person: string }> {
    const log = await openStore(`sqlite:${data}`, data, 'carethread').read('care-plan');
    const events = (await log?.readAll(0, 10_000)) ?? [];
    await log?.close();
    const found = events.find(({ event }) => event.stream.startsWith('carePlan-'))?.event;
    return { plan: found?.stream.slice('carePlan-'.length) ?? '', person: found?.personId ?? '' };
  }

  async function auditor(url: string): Promise<Caller> {
    const id = (...name: readonly string[]): string => uuidV5('carethread-demo', Number(SEED), ...name);
    const answer = await fetch(`${url}/test/tokens`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ tenantId: id('tenant'), userId: id('user', 'auditor'), roles: ['AU'] }),
    });
    return new Caller(url, String(((await answer.json()) as { accessToken: string }).accessToken));
  }

  /** What a platform answers about a person when all is at rest, and how far its logs reach. */
  async function asked(
    env: Readonly<Record<string, string>>,
    script: string,
    { plan, person }: Record<string, string>,
  ) {
    const platform = await Child.start({
      name: script,
      script,
      env: { PATH: process.env['PATH'] ?? '', CARETHREAD_MODE: 'test', CARETHREAD_PORT: '0', ...env },
      say: () => undefined,
    });
    try {
      const idle = await fetch(`${platform.url}/test/idle?within=60000`);
      const { positions } = (await idle.json()) as { positions: Record<string, number> };
      const by = await auditor(platform.url);
      const answers: Record<string, string> = {};
      for (const path of [
        `/care-plan/plans/${plan}`,
        `/care-plan/plans/${plan}/versions`,
        `/audit/persons/${person}/timeline`,
        `/audit/streams/carePlan-${plan}/verification`,
      ]) {
        const { status, bytes } = await by.send('GET', path);
        answers[path] = `${status} ${bytes.toString()}`;
      }
      return { answers: answers as Answers, positions };
    } finally {
      await platform.stop();
    }
  }

  it(
    'PLAT-05: moves record, attachments and keys to PostgreSQL, and six processes there answer byte for byte as one did',
    async () => {
      const [data, kek, namespace] = [inFolder('one'), inFolder('kek'), `moved_${randomUUID().slice(0, 8)}`];
      writeFileSync(kek, `${randomBytes(32).toString('hex')}\n`, { mode: 0o600 });
      run('deploy/tools/demo/dist/main.js', '--data', data, '--seed', SEED);
      const subject = await planIn(data);
      const before = await asked({ CARETHREAD_DATA: data }, 'deploy/hosts/embedded/dist/main.js', subject);
      for (const answer of Object.values(before.answers)) expect(answer).toMatch(/^200 /);
      expect(before.answers[`/care-plan/plans/${subject.plan}`]).toContain('statement');

      const keys = `${postgres}?kek=${kek}`;
      const output = run(
        'deploy/tools/cli/dist/main.js',
        ...[
          'move',
          '--from',
          `sqlite:${data}`,
          '--to',
          postgres,
          '--keys-to',
          keys,
          '--namespace',
          namespace,
          '--json',
        ],
      );
      const moved = JSON.parse(output) as { valid: boolean; keys: object; logs: { log: string; events: number }[] };
      expect(moved).toMatchObject({ valid: true, keys: { missing: 0, unknown: 0 } });

      const after = await asked(
        {
          CARETHREAD_NAMESPACE: namespace,
          CARETHREAD_DATA: inFolder('operator'),
          CARETHREAD_LOG: postgres,
          CARETHREAD_KEYS: keys,
          CARETHREAD_ATTACHMENTS: postgres,
          CARETHREAD_VIEWS: process.env['CARETHREAD_TEST_MONGO'] ?? '',
          CARETHREAD_BUS: process.env['CARETHREAD_TEST_KAFKA'] ?? '',
        },
        'deploy/hosts/platform/dist/main.js',
        subject,
      );
      for (const [path, answer] of Object.entries(before.answers))
        expect({ path, same: after.answers[path] === answer }).toEqual({ path, same: true });
      // Relays told everything again, and policies went on where they stood: nothing took effect a second time.
      expect(after.positions).toEqual(before.positions);
      expect(after.positions).toMatchObject(
        Object.fromEntries(
          moved.logs.filter(({ log }) => !log.endsWith('.access')).map(({ log, events }) => [log, events]),
        ),
      );
    },
    PATIENCE_MS,
  );
});
