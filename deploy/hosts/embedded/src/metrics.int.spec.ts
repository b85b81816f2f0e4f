import { assessment } from '@carethread/assessment';
import { readSettings, startServices, type Platform } from '@carethread/service-kit';
import { randomUUID } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Dashboards and alerts name these. The front alone has `carethread_upstream_copies` beside them. */
const NAMES = [
  'carethread_answers_total',
  'carethread_append_events',
  'carethread_bus_lag',
  'carethread_command_seconds',
  'carethread_commands_total',
  'carethread_figures_missing_total',
  'carethread_log_position',
  'carethread_obligations_overdue_seconds',
  'carethread_oldest_unrelayed_seconds',
  'carethread_parked_facts',
  'carethread_request_seconds',
  'carethread_requests_total',
  'carethread_subscription_lag',
  'carethread_subscription_stalled',
];

describe('the metrics of a process', () => {
  let folder: string;
  let platform: Platform;
  let metrics: string;

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'carethread-metrics-'));
    const settings = readSettings({ CARETHREAD_MODE: 'demo', CARETHREAD_PORT: '0', CARETHREAD_DATA: folder });
    platform = await startServices([assessment], settings);
    const url = await platform.listen();
    const issued = await platform.issuer?.issue({
      userId: randomUUID(),
      tenantId: randomUUID(),
      roles: ['AS'],
      organisationId: randomUUID(),
      qualifications: ['assessor'],
    });
    const register = (given: string) =>
      fetch(`${url}/assessment/persons`, {
        method: 'POST',
        headers: {
          authorization: `Bearer ${issued?.accessToken}`,
          'idempotency-key': 'the same',
          'content-type': 'application/json',
        },
        body: JSON.stringify({
          name: { given, family: 'Person' },
          dateOfBirth: '1941-05-04',
          firstLanguage: 'en',
          groups: [],
        }),
      });
    expect((await register('Synthetic')).status).toBe(201);
    expect((await register('Other')).status).toBe(409);
    metrics = await (await fetch(`${platform.operatorUrl()}/metrics`)).text();
  });
  afterAll(async () => {
    await platform.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  it('keep their names, and each is explained to whoever watches it', () => {
    const names = [...metrics.matchAll(/^# TYPE (\S+)/gm)].map(([, name]) => name ?? '');
    expect(names.sort()).toEqual(NAMES);
    const page = readFileSync('docs/how-to/observe.md', 'utf8');
    expect([...names, 'carethread_upstream_copies'].filter((name) => !page.includes(`\`${name}\``))).toEqual([]);
  });

  it('are told apart by names and codes only: no label could hold an id', () => {
    const labels = [...metrics.matchAll(/[{,]([a-z_]+)="/g)].map(([, label]) => label);
    expect([...new Set(labels)].sort()).toEqual(
      ['by', 'code', 'kind', 'le', 'method', 'outcome', 'part', 'service', 'status'].sort(),
    );
  });

  it('count what was stored, what was refused, and what routes answered', () => {
    const stored = 'carethread_commands_total{service="assessment",by="http",outcome="stored",code=""} 1';
    const refused =
      'carethread_commands_total{service="assessment",by="http",outcome="refused",code="IDEMPOTENCY_MISMATCH"} 1';
    const answered = 'carethread_answers_total{service="assessment",kind="command",code="IDEMPOTENCY_MISMATCH"} 1';
    const lines = metrics.split('\n');
    for (const line of [stored, refused, answered, 'carethread_figures_missing_total 0']) expect(lines).toContain(line);
  });
});
