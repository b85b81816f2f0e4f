import { SqliteLog } from '@carethread/log-sqlite';
import { randomUUID, randomBytes } from 'node:crypto';
import { mkdtempSync } from 'node:fs';
const dir = mkdtempSync('/tmp/elog/b-');
const log = SqliteLog.open({ file: dir + '/x.sqlite', service: 'care-plan', clock: { now: () => Date.now() } });
const N = Number(process.env.N ?? 200000),
  W = Number(process.env.W ?? 64);
const sealed = randomBytes(450).toString('base64url');
const at = new Date(Date.now() - 1000).toISOString();
const ev = (stream, revision) => ({
  format: 1,
  service: 'care-plan',
  id: ids.pop(),
  stream,
  revision,
  type: 'GoalAgreed',
  schema: 1,
  tenantId: t,
  personId: t,
  jurisdiction: 'ENG',
  occurredAt: at,
  effectiveFrom: at,
  actor: { user: t, role: 'keyworker', organisation: t },
  correlationId: t,
  causationId: t,
  commandId: t,
  classification: 'special',
  keyId: t + '.0123456789abcdef',
  sealed,
});
const t = randomUUID();
const ids = Array.from({ length: N + 1000 }, () => randomUUID());
let n = 0;
const c0 = process.cpuUsage();
const t0 = performance.now();
await Promise.all(
  Array.from({ length: W }, async () => {
    const stream = 'carePlan-' + randomUUID();
    for (let r = 0; n < N; r++) {
      n++;
      await log.append({ stream, expectedRevision: r, events: [ev(stream, r + 1)] });
    }
  }),
);
const s = (performance.now() - t0) / 1000;
const c = process.cpuUsage(c0);
console.log(Math.round(n / s), 'appends/s', ((c.user + c.system) / n).toFixed(1), 'us cpu/append', log.pragmas());
await log.close();
