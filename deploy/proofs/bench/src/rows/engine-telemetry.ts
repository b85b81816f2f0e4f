import { ChildProcesses } from '../child-processes.js';
import { engineServer, engineServers } from '../engine-servers.js';
import type { Target } from '../load.js';
import { assessedOn } from '../prepared-folders.js';
import type { Bench, Row } from '../row.js';
import { findings, medianOf, targetsOn, type Sample } from './engine-http.js';

/** Six processes that export telemetry to a collector, sampled as by default, and six that export none, in turn. */
export async function telemetryCost(bench: Bench): Promise<readonly Row[]> {
  const { versions } = engineServers();
  const { url, version } = engineServer('otelcol');
  const stops: (() => Promise<void>)[] = [];
  try {
    bench.say('starting two platforms');
    const platforms: { platform: ChildProcesses; targets: readonly Target[]; found: Sample[] }[] = [];
    for (const collector of [url, undefined]) {
      const platform = await ChildProcesses.start('assessment', collector === undefined ? {} : { collector });
      stops.push(() => platform.stop());
      platforms.push({ platform, targets: await targetsOn(platform, await assessedOn(platform)), found: [] });
    }
    bench.say('warming up');
    for (const { platform, targets } of platforms) await findings(platform, targets, bench.pick(4, 20));
    for (let round = 0; round < bench.pick(1, 7); round++) {
      bench.say(`round ${round + 1}`);
      // Whoever goes first in one round goes last in the next.
      for (const { platform, targets, found } of round % 2 === 0 ? platforms : platforms.toReversed())
        found.push(await findings(platform, targets, bench.pick(4, 20, 60)));
      bench.say(platforms.map(({ found }) => `${(found.at(-1)?.rate ?? 0).toFixed(0)}/s`).join(', '));
    }
    const [telling = [], silent = []] = platforms.map(({ found }) => found);
    return [
      {
        name: 'telemetry.cost',
        value: medianOf(telling, 'rate'),
        unit: '/s',
        floor: medianOf(silent, 'rate'),
        floorName: 'the same six processes without a collector',
        ratio: medianOf(telling, 'rate') / medianOf(silent, 'rate'),
        cpu: medianOf(telling, 'cpuOfAll'),
        floorCpu: medianOf(silent, 'cpuOfAll'),
        p50: medianOf(telling, 'p50'),
        p99: medianOf(telling, 'p99'),
        note: `${version}, traces sampled as by default, figures and lines; a finding on 64 assessments, 64 connections; CPU of all seven processes, all that follows included; ${versions.postgres}, ${versions.kafka}, ${versions.mongo}`,
      },
    ];
  } finally {
    for (const stop of stops) await stop();
  }
}
