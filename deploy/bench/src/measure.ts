/** One row of the result (interface: bench). `ratio` is value to floor, larger is better, unless the unit is a duration. */
export interface Row {
  readonly name: string;
  readonly value: number;
  readonly unit: string;
  readonly floor: number;
  readonly floorName: string;
  readonly ratio: number;
  readonly p50?: number;
  readonly p99?: number;
  readonly note?: string;
}

export interface Sizes {
  readonly rounds: number;
  readonly seconds: number;
  readonly events: number;
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}

export function percentile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
}

/** Milliseconds that a piece of work takes, and CPU milliseconds of this process. */
export async function timed(
  work: () => Promise<unknown> | unknown,
): Promise<{ readonly millis: number; readonly cpu: number }> {
  const cpu = process.cpuUsage();
  const began = performance.now();
  await work();
  const millis = performance.now() - began;
  const used = process.cpuUsage(cpu);
  return { millis, cpu: (used.user + used.system) / 1000 };
}

/** Two works in turn, A B A B …, so that a machine whose speed drifts is fair to both; medians. */
export async function interleaved(
  rounds: number,
  a: () => Promise<number>,
  b: () => Promise<number>,
): Promise<readonly [number, number]> {
  const as: number[] = [];
  const bs: number[] = [];
  for (let round = 0; round < rounds; round++) {
    as.push(await a());
    bs.push(await b());
  }
  return [median(as), median(bs)];
}
