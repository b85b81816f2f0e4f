import { spawn, type ChildProcess } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Collected } from './collected.js';
import { provider } from './givens.js';
import { draftedPlan, openSignOff } from './plan-givens.js';
import { StoryPlatform } from './platform.js';

/** A word that stands nowhere else: wherever it is found, something personal has leaked. */
const CANARY = `quokka${randomBytes(4).toString('hex')}`;
const NAMESPACE = `observed_${randomBytes(4).toString('hex')}`;
const PROCESSES = ['assessment', 'care-plan', 'consent', 'cpa-coordination', 'front', 'review', 'risk'];
const OUTSIDE = { traceId: '4bf92f3577b34da6a3ce929d0e0e4736', spanId: '00f067aa0ba902b7' };

const server = (name: string): string => process.env[`CARETHREAD_TEST_${name}`] ?? '';
const file = (JSON.parse(process.env['CARETHREAD_TEST_OTELCOL_ALSO'] ?? '{}') as { file?: string }).file ?? '';

describe('six processes and their front, seen by a real collector', () => {
  let folder: string;
  let running: ChildProcess;
  let said = '';
  let correlationId: string;
  let collected: Collected;
  const personal: string[] = [];

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'carethread-observed-'));
    writeFileSync(join(folder, 'kek'), randomBytes(32).toString('hex'));
    const postgres = server('POSTGRES');
    running = spawn(process.execPath, ['deploy/hosts/platform/dist/main.js'], {
      env: {
        PATH: process.env['PATH'],
        CARETHREAD_MODE: 'test',
        CARETHREAD_PORT: '0',
        CARETHREAD_NAMESPACE: NAMESPACE,
        CARETHREAD_LOG: postgres,
        CARETHREAD_ATTACHMENTS: postgres,
        CARETHREAD_KEYS: `${postgres}?kek=${join(folder, 'kek')}`,
        CARETHREAD_VIEWS: server('MONGO'),
        CARETHREAD_BUS: server('KAFKA'),
        CARETHREAD_OTLP: server('OTELCOL'),
        CARETHREAD_TRACE_RATIO: '1',
        CARETHREAD_LOG_LEVEL: 'info',
      },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const url = await new Promise<string>((resolve, reject) => {
      const onOutput = (chunk: Buffer): void => {
        said += chunk.toString();
        const found = /Carethread is ready at (\S+)/.exec(said)?.[1];
        if (found !== undefined) resolve(found);
      };
      running.stdout?.on('data', onOutput);
      running.stderr?.on('data', onOutput);
      running.on('exit', (code) => reject(new Error(`the platform ended with code ${code}: ${said}`)));
    });
    await play(url);
    const ended = new Promise((resolve) => running.once('exit', resolve));
    running.kill('SIGTERM');
    await ended;
    collected = await arrived();
  }, 240_000);
  afterAll(() => {
    running.kill('SIGKILL');
    rmSync(folder, { recursive: true, force: true });
  });

  /** A plan is proposed, and the neighbour opens a sign-off for it; every text on the way is a canary. */
  async function play(url: string): Promise<void> {
    process.env['CARETHREAD_STORY_URL'] = url;
    const platform = await StoryPlatform.start();
    delete process.env['CARETHREAD_STORY_URL'];
    await platform.clock(new Date().toISOString());
    const at = await provider(platform);
    const plan = await draftedPlan(platform, at, {
      person: { name: { given: CANARY, family: CANARY }, address: CANARY },
      content: (content) => ({ ...content, whatMatters: CANARY, personsView: `${CANARY} at home` }),
    });
    const stranger = await platform.actor({ roles: ['CS'] });
    await stranger.get(`/care-plan/plans/${plan.planId}`, { purpose: CANARY });
    await stranger.get(`/assessment/persons/${CANARY}?knownAt=${CANARY}`);
    await stranger.call('POST', '/risk/assessments', { personId: plan.person.id, [CANARY]: CANARY });
    const proposed = await at.keyworker.call(
      'POST',
      `/care-plan/plans/${plan.planId}/proposals`,
      { reason: CANARY },
      {
        key: CANARY,
        headers: {
          traceparent: `00-${OUTSIDE.traceId}-${OUTSIDE.spanId}-01`,
          'x-correlation-id': CANARY,
          tracestate: `a=${CANARY}`,
        },
      },
    );
    expect(proposed.status).toBe(201);
    correlationId = proposed.headers.get('x-correlation-id') ?? '';
    await openSignOff(plan.person.self, plan.planId, proposed.body.contentHash);
    await platform.idle();
    personal.push(plan.person.id, plan.planId, at.keyworker.userId, at.manager.userId, stranger.userId);
    for (const path of ['/nothing/here', '/health/ready', '/openapi.json', '/care-plan/nothing'])
      expect((await fetch(url + path)).headers.get('x-correlation-id')).toMatch(/^[0-9a-f-]{36}$/);
    const addresses = [...said.matchAll(/metrics: (\S+)/g)].map(([, address]) => address ?? '');
    const figures = await Promise.all(addresses.map(async (address) => (await fetch(address)).text()));
    expect(figures.join('\n')).toMatch(/carethread_upstream_copies\{service="consent",ready="true"\} 1/);
  }

  /** The collector writes in its own time: waits until it has all three from every process. */
  async function arrived(): Promise<Collected> {
    const deadline = Date.now() + 30_000;
    for (;;) {
      const found = new Collected(file, NAMESPACE);
      const senders = [found.spans, found.logs, found.metrics].map((items: readonly { process: string }[]) => [
        ...new Set(items.map(({ process: name }) => name)),
      ]);
      if (senders.every((names) => names.length === PROCESSES.length) || Date.now() > deadline) return found;
      await new Promise((resolve) => setTimeout(resolve, 200));
    }
  }

  it('one trace holds the way from the front to the neighbour’s append, each step under the one before', () => {
    const traceId = correlationId.replaceAll('-', '');
    const own = collected.spans.filter((span) => span.traceId === traceId);
    const last = own.find(({ process: name, name: step }) => name === 'consent' && step === 'append signOff');
    expect(last === undefined ? undefined : collected.pathTo(last)).toEqual([
      'front: POST /care-plan/plans/:id/proposals',
      'care-plan: POST /care-plan/plans/:id/proposals',
      'care-plan: command carePlan ProposeVersion',
      'care-plan: append carePlan',
      'care-plan: relay care-plan.plan-version-proposed.v1',
      'consent: heard care-plan.plan-version-proposed.v1',
      'consent: append heard',
      'consent: policy request-sign-off-when-version-proposed',
      'consent: command signOff RequestSignOff',
      'consent: append signOff',
    ]);
  });

  it('a caller’s own trace is linked, and not joined', () => {
    const front = collected.spans.find(({ linkedTraces }) => linkedTraces.includes(OUTSIDE.traceId));
    expect(front).toMatchObject({ process: 'front', traceId: correlationId.replaceAll('-', '') });
    expect(collected.spans.some(({ traceId }) => traceId === OUTSIDE.traceId)).toBe(false);
  });

  it('no span has lost its parent, and none was exported twice', () => {
    const ids = new Set(collected.spans.map(({ traceId, spanId }) => traceId + spanId));
    expect(ids.size).toBe(collected.spans.length);
    expect(collected.spans.filter((span) => collected.pathTo(span)[0] === '(lost)')).toEqual([]);
  });

  it('metrics and log lines of every process arrive', () => {
    const from = (name: string): string[] =>
      [...new Set(collected.metrics.filter((metric) => metric.name === name).map(({ process: who }) => who))].sort();
    expect(from('carethread_requests_total')).toEqual(PROCESSES);
    expect(from('carethread_subscription_lag')).toEqual(PROCESSES.filter((name) => name !== 'front'));
    expect([...new Set(collected.logs.map(({ process: who }) => who))].sort()).toEqual(PROCESSES);
    for (const line of collected.logs) {
      const correlation = line.attributes.get('correlation.id');
      if (correlation !== undefined) expect(line.traceId).toBe(correlation.replaceAll('-', ''));
    }
  });

  it('PLAT-10, ENG-136: no byte of it holds a word or an id of a person, nor does what the processes print', () => {
    expect(collected.lines.length).toBeGreaterThan(20);
    const all = `${collected.lines.join('\n')}\n${said}`;
    expect([CANARY, ...personal].filter((word) => all.includes(word))).toEqual([]);
  });
});
