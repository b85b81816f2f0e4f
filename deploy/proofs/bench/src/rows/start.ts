import { ChildServer } from '../child-server.js';
import type { Bench, Row } from '../row.js';
import { interleaved, median, pause } from '../timing.js';

/** How long a server is left alone before its memory is looked at, in milliseconds. */
const LEFT_ALONE_MS = 2_000;

interface Started {
  readonly seconds: number;
  readonly cpu: number;
  readonly memory: number;
}

async function observe(start: () => Promise<ChildServer>): Promise<Started> {
  const server = await start();
  const cpu = server.cpu();
  await pause(LEFT_ALONE_MS);
  const memory = server.memory();
  await server.stop();
  return { seconds: server.startedIn, cpu, memory };
}

/** Six services on an empty folder: from the start of the process to `/health/ready`, and what it holds when left alone. */
export async function startAndMemory(bench: Bench): Promise<readonly Row[]> {
  const { first, second } = await interleaved(
    bench.pick(1, 5),
    (round) => {
      bench.say(`start ${round + 1}`);
      return observe(() => ChildServer.platform(bench.folders.fresh('start')));
    },
    () => observe(() => ChildServer.bare()),
  );
  const of = (found: readonly Started[], member: keyof Started): number => median(found.map((one) => one[member]));
  const row = (name: string, member: 'seconds' | 'memory', unit: string, note: string): Row => ({
    name,
    value: of(first, member),
    unit,
    floor: of(second, member),
    floorName: 'bare Nest + Fastify app',
    ratio: of(first, member) / of(second, member),
    note,
  });
  return [
    {
      ...row('start.ready', 'seconds', 's', 'six services in one process, empty data folder'),
      cpu: of(first, 'cpu'),
      floorCpu: of(second, 'cpu'),
    },
    row('memory.idle', 'memory', 'MB', `resident memory ${LEFT_ALONE_MS / 1000} s after it was ready`),
  ];
}
