import { subscribe, type Subscription } from '@carethread/event-sourcing';
import { PostgresLog } from '@carethread/log-postgres';
import { randomBytes, randomUUID } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ChildProcesses } from '../child-processes.js';
import { engineServers, freshNamespace } from '../engine-servers.js';
import { idle, setClock, tokenFor } from '../prepared-folders.js';
import type { Bench, Row } from '../row.js';
import { storeServedPeople } from '../served-people.js';
import { pause, quantile } from '../timing.js';

/** Withdrawals a second. */
const RATE = 10;
const PATIENCE_MS = 60_000;

/** When each command's event of a type was seen in a service's log, by the command's correlation. */
async function watched(
  place: { readonly url: string; readonly namespace: string },
  service: string,
  type: string,
): Promise<{ readonly seen: ReadonlyMap<string, number>; close(): Promise<void> }> {
  const log = await PostgresLog.open({ ...place, service, clock: { now: () => Date.now() } });
  const seen = new Map<string, number>();
  const subscription: Subscription = subscribe({
    log,
    from: (await log.head()).position,
    handle: (events) => {
      const now = performance.now();
      for (const { event } of events) if (event.type === type) seen.set(event.correlationId, now);
      return Promise.resolve();
    },
  });
  return {
    seen,
    close: async () => {
      await subscription.stop();
      await log.close();
    },
  };
}

async function withdraw(platform: ChildProcesses, token: string, planId: string): Promise<void> {
  const answer = await fetch(`${platform.url}/consent/plans/${planId}/withdrawal`, {
    method: 'POST',
    headers: {
      authorization: `Bearer ${token}`,
      'idempotency-key': randomUUID(),
      'content-type': 'application/json',
    },
    body: JSON.stringify({ actionIds: ['a1'], mode: 'verbal', witness: { kind: 'staff', id: randomUUID() } }),
  });
  const text = await answer.text();
  if (!answer.ok) throw new Error(`a withdrawal was answered ${answer.status} ${text}`);
}

/** At a fixed rate, whether or not earlier ones were answered; resolves when all were. */
async function withdrawSteadily(platform: ChildProcesses, token: string, planIds: readonly string[]): Promise<void> {
  const began = performance.now();
  const pending: Promise<PromiseSettledResult<unknown>[]>[] = [];
  for (const [index, planId] of planIds.entries()) {
    await pause(Math.max(0, began + (index * 1000) / RATE - performance.now()));
    pending.push(Promise.allSettled([withdraw(platform, token, planId)]));
  }
  const failed = (await Promise.all(pending)).flat().find((one) => one.status === 'rejected');
  if (failed !== undefined) throw new Error('a withdrawal was not answered as it must be', { cause: failed.reason });
}

/** A person withdraws consent in one service; over Kafka the plan is suspended in another, and its provider has a notice. */
export async function noticeLatency(bench: Bench): Promise<readonly Row[]> {
  const { postgres, versions } = engineServers();
  const count = bench.pick(100, 1_000);
  // People of their own, whose withdrawals find every process cold.
  const before = bench.pick(50, 300);
  const namespace = freshNamespace();
  const folder = bench.folders.fresh('notice');
  mkdirSync(folder);
  const kek = join(folder, 'kek');
  writeFileSync(kek, `${randomBytes(32).toString('hex')}\n`, { mode: 0o600 });
  bench.say(`storing ${before + count} people with a plan, a subscription and a consent`);
  const people = await storeServedPeople({ postgres, namespace, kek }, before + count);
  const platform = await ChildProcesses.start('care-plan', { namespace, kek });
  const place = { url: postgres, namespace };
  try {
    await setClock(platform);
    bench.say('waiting until all services know of them');
    await idle(platform);
    const token = await tokenFor(platform, people.tenantId, people.providerId, {
      userId: people.keyworkerId,
      roles: ['KW'],
    });
    bench.say('warming up');
    await withdrawSteadily(platform, token, people.planIds.slice(0, before));
    await idle(platform);
    const committed = await watched(place, 'consent', 'CareConsentWithdrawn');
    const noticed = await watched(place, 'care-plan', 'ChangeNotified');
    bench.say(`${RATE} withdrawals a second`);
    const began = performance.now();
    const used = platform.cpuOfAll();
    await withdrawSteadily(platform, token, people.planIds.slice(before));
    const took = (performance.now() - began) / 1000;
    const deadline = performance.now() + PATIENCE_MS;
    while (noticed.seen.size < count && performance.now() < deadline) await pause(50);
    const cpu = (platform.cpuOfAll() - used) / count;
    await committed.close();
    await noticed.close();
    const latencies = [...committed.seen].flatMap(([id, at]) => {
      const notice = noticed.seen.get(id);
      return notice === undefined ? [] : [Math.max(0, notice - at)];
    });
    if (latencies.length < count) throw new Error(`${latencies.length} of ${count} withdrawals led to a notice`);
    const [p50, p99] = [quantile(latencies, 0.5), quantile(latencies, 0.99)];
    return [
      {
        name: 'notice.latency',
        value: p99,
        unit: 'ms p99',
        floor: p50,
        floorName: 'the median of the same run',
        ratio: p99 / p50,
        p50,
        p99,
        cpu,
        note: `from the commit of a withdrawn consent to the notice in the provider's feed: consent, ${versions.kafka}, plan suspended, notice; ${count} subscriptions, ${(count / took).toFixed(0)} withdrawals a second after ${before} others, six processes on ${versions.postgres}; CPU of all seven processes`,
      },
    ];
  } finally {
    await platform.stop();
  }
}
