import { carePlanFold } from '../care-plan-fold.js';
import { median, percentile, timed, type Row, type Sizes } from '../measure.js';

/** Plan as known at × as effective at, 10,000 events in that plan's own stream, against parsing those events alone. */
export async function replayAsOf({ rounds }: Sizes): Promise<Row> {
  const { cold, warm, parse, close } = await carePlanFold(10_000);
  const times: number[] = [];
  const floors: number[] = [];
  const first = (await timed(cold)).millis;
  for (let round = 0; round < Math.max(20, rounds * 10); round++) {
    times.push((await timed(warm)).millis);
    floors.push((await timed(parse)).millis);
  }
  await close();
  return {
    name: 'replay.asof.10k',
    value: percentile(times, 0.99),
    unit: 'ms p99',
    floor: median(floors),
    floorName: 'parsing alone',
    ratio: percentile(times, 0.99) / median(floors),
    p50: median(times),
    p99: percentile(times, 0.99),
    note: `cold ${first.toFixed(0)} ms; no snapshots`,
  };
}
