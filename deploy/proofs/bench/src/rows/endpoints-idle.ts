import { ServiceRuntime } from '@carethread/runtime';
import { memoryPorts } from '@carethread/runtime/testing';
import { randomUUID } from 'node:crypto';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { forEach, numbers, Providers } from '../notice-site.js';
import type { Bench, Row } from '../row.js';
import { pause, timed } from '../timing.js';
import { clock, serviceNamed } from '../view-runtime.js';

/** What is in use after everything else was collected, in MB. */
function inUse(): number {
  setFlagsFromString('--expose-gc');
  const collect: unknown = runInNewContext('gc');
  if (typeof collect !== 'function') throw new Error('the engine collects on demand');
  for (const _ of numbers(3)) collect();
  const { heapUsed, external } = process.memoryUsage();
  return (heapUsed + external) / 1e6;
}

const IDLE_MS = 3_000;

/** What endpoints cost that wait for their next notice: memory of the process, and CPU while nothing happens. */
export async function endpointsIdle(bench: Bench): Promise<readonly Row[]> {
  const count = bench.pick(500, 10_000);
  const definition = serviceNamed('care-plan');
  const sender = { post: () => Promise.resolve({ status: 204 }), fault: () => Promise.resolve(undefined) };
  const runtime = new ServiceRuntime(
    { ...definition, policies: [] },
    memoryPorts('care-plan', clock, { jurisdiction: 'ENG', webhooks: { sender, retryScale: 1 } }),
  );
  await runtime.start();
  try {
    const providers = new Providers(runtime);
    bench.say(`registering ${count} endpoints`);
    const ids: string[] = [];
    await forEach(numbers(count), async () => {
      ids.push(await providers.endpoint(randomUUID(), 'https://hooks.example/'));
    });
    await runtime.viewsCurrent();
    const floor = inUse();
    await runtime.take(definition.duties ?? []);
    // One that has come to rest has kept its place.
    for (const id of ids) while ((await runtime.checkpoints.readAgain(`deliver ${id}`)) === 0) await pause(10);
    await pause(1_000);
    const value = Math.max(0, inUse() - floor);
    const { cpu } = await timed(() => pause(IDLE_MS));
    return [
      {
        name: 'endpoints.idle',
        value,
        unit: 'MB',
        floor,
        floorName: 'what the process holds before it sends to any of them',
        ratio: value / floor,
        cpu: cpu / (IDLE_MS / 1_000),
        floorCpu: 0,
        note: `${count} endpoints that wait, heap and external after a collection; CPU is that of a second in which nothing happens`,
      },
    ];
  } finally {
    await runtime.stop();
  }
}
