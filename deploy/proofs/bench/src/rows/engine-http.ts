import { ChildProcesses } from '../child-processes.js';
import { ChildServer } from '../child-server.js';
import { engineServers } from '../engine-servers.js';
import { load, type Loaded, type Target } from '../load.js';
import { idle, PEOPLE, tokensFor, assessedOn, type Assessed } from '../prepared-folders.js';
import type { Bench, Row } from '../row.js';
import { NOTE } from '../sealed-event.js';
import { median } from '../timing.js';

const FINDING = { category: 'need', domain: 'health', statement: NOTE };

export interface Sample {
  readonly cpu: number;
  /** CPU seconds of all processes of the platform a command, where there are several. */
  readonly cpuOfAll: number;
  readonly rate: number;
  readonly p50: number;
  readonly p99: number;
}

/** The median of one figure over samples. */
export function medianOf(samples: readonly Sample[], member: keyof Sample): number {
  return median(samples.map((one) => one[member]));
}

/** Records so many findings on each of 64 assessments, until everything that follows is done; CPU seconds of the service a command. */
export async function findings(
  platform: Loaded & { cpuOfAll?(): number },
  targets: readonly Target[],
  each: number,
): Promise<Sample> {
  const before = platform.cpu();
  const beforeOfAll = platform.cpuOfAll?.() ?? before;
  const { answered, rate, p50, p99 } = await load(platform, {
    connections: PEOPLE,
    method: 'POST',
    body: FINDING,
    requests: each * PEOPLE,
    targets,
  });
  await idle(platform);
  const cpu = platform.cpu();
  const cpuOfAll = platform.cpuOfAll?.() ?? cpu;
  return { cpu: (cpu - before) / answered, cpuOfAll: (cpuOfAll - beforeOfAll) / answered, rate, p50, p99 };
}

export async function targetsOn(platform: Loaded, assessed: Assessed): Promise<readonly Target[]> {
  const tokens = await tokensFor(platform, assessed);
  return assessed.assessments.map((id, index) => ({
    path: `/assessment/assessments/${id}/findings`,
    token: tokens[index] ?? '',
  }));
}

/** The same durable command on the embedded platform, on six processes, and on two copies of each, in turn. */
export async function httpOnProcesses(bench: Bench): Promise<readonly Row[]> {
  const { versions } = engineServers();
  const stops: (() => Promise<void>)[] = [];
  try {
    bench.say('starting three platforms');
    const embedded = await ChildServer.platform(bench.folders.fresh('http-command'));
    stops.push(() => embedded.stop());
    const platforms: { readonly platform: Loaded; readonly targets: readonly Target[]; readonly found: Sample[] }[] = [
      { platform: embedded, targets: await targetsOn(embedded, await assessedOn(embedded)), found: [] },
    ];
    for (const copies of [1, 2]) {
      const platform = await ChildProcesses.start('assessment', { copies });
      stops.push(() => platform.stop());
      platforms.push({ platform, targets: await targetsOn(platform, await assessedOn(platform)), found: [] });
    }
    bench.say('warming up');
    for (const { platform, targets } of platforms) await findings(platform, targets, bench.pick(4, 20));
    for (let round = 0; round < bench.pick(1, 5); round++) {
      bench.say(`round ${round + 1}`);
      for (const { platform, targets, found } of platforms)
        found.push(await findings(platform, targets, bench.pick(4, 20, 100)));
      bench.say(platforms.map(({ found }) => `${((found.at(-1)?.cpu ?? 0) * 1e6).toFixed(0)} µs`).join(', '));
    }
    const [one = [], six = [], twelve = []] = platforms.map(({ found }) => found);
    const row = (name: string, value: readonly Sample[], floor: readonly Sample[]) => ({
      name,
      value: medianOf(value, 'cpu') * 1e6,
      unit: 'CPU µs',
      floor: medianOf(floor, 'cpu') * 1e6,
      ratio: medianOf(value, 'cpu') / medianOf(floor, 'cpu'),
      cpu: medianOf(value, 'cpu'),
      floorCpu: medianOf(floor, 'cpu'),
      p50: medianOf(value, 'p50'),
      p99: medianOf(value, 'p99'),
    });
    const on = `${versions.postgres}, ${versions.kafka}, ${versions.mongo}`;
    const rate = (samples: readonly Sample[]): string => `${medianOf(samples, 'rate').toFixed(0)}/s`;
    return [
      {
        ...row('http.command.processes', six, one),
        floorName: "CPU seconds of the embedded platform's one process for the same command",
        note: `a finding on 64 assessments, 64 connections, through the front, all that follows included; CPU of the assessment process; ${rate(six)}, embedded ${rate(one)}; ${on}`,
      },
      {
        ...row('http.command.copies', twelve, six),
        floorName: 'one copy of every service',
        note: `two copies of every service, CPU of both assessment processes; ${rate(twelve)}; ${on}`,
      },
    ];
  } finally {
    for (const stop of stops) await stop();
  }
}
