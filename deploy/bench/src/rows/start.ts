import { readFileSync } from 'node:fs';
import { median, type Row, type Sizes } from '../measure.js';
import { Platform } from '../platform.js';
import { spawnEcho } from './http.js';

/** Time from start to ready, and memory at rest: six services against a bare Nest application of its own process. */
export async function startAndMemory({ rounds }: Sizes): Promise<readonly Row[]> {
  const ready: number[] = [];
  const memory: number[] = [];
  const bareReady: number[] = [];
  const bareMemory: number[] = [];
  for (let round = 0; round < rounds; round++) {
    const platform = await Platform.start();
    await platform.idle();
    ready.push(platform.readyAfter);
    memory.push(platform.memory());
    await platform.stop();
    const bare = await bareNest();
    bareReady.push(bare.ready);
    bareMemory.push(bare.memory);
  }
  return [
    {
      name: 'start.ready',
      value: median(ready),
      unit: 'ms',
      floor: median(bareReady),
      floorName: 'bare Nest + Fastify',
      ratio: median(ready) / median(bareReady),
    },
    {
      name: 'memory.idle',
      value: median(memory),
      unit: 'MB',
      floor: median(bareMemory),
      floorName: 'bare Nest + Fastify',
      ratio: median(memory) / median(bareMemory),
    },
  ];
}

async function bareNest(): Promise<{ readonly ready: number; readonly memory: number }> {
  const began = performance.now();
  const { child, stop } = await spawnEcho();
  const ready = performance.now() - began;
  const memory = Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${String(child.pid)}/status`, 'utf8'))?.[1]) / 1024;
  await stop();
  return { ready, memory };
}
