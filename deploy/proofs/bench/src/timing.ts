export interface Timed {
  readonly seconds: number;
  /** CPU seconds of this process, user and system. */
  readonly cpu: number;
}

export async function timed(work: () => Promise<void> | void): Promise<Timed> {
  const before = process.cpuUsage();
  const began = performance.now();
  await work();
  const seconds = (performance.now() - began) / 1000;
  const { user, system } = process.cpuUsage(before);
  return { seconds, cpu: (user + system) / 1e6 };
}

/** How long some work takes, in milliseconds. */
export async function milliseconds(work: () => Promise<void>): Promise<number> {
  return (await timed(work)).seconds * 1000;
}

export function median(values: readonly number[]): number {
  return quantile(values, 0.5);
}

/** The smallest value that at least this share of all values does not exceed; for a half, the mean of the middle two. */
export function quantile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  if (sorted.length === 0) return Number.NaN;
  const middle = sorted.length / 2;
  if (share === 0.5 && Number.isInteger(middle)) return ((sorted[middle - 1] ?? 0) + (sorted[middle] ?? 0)) / 2;
  return sorted[Math.min(sorted.length - 1, Math.ceil(sorted.length * share) - 1)] ?? Number.NaN;
}

/** Runs each in turn, round after round, so that whatever the machine does meanwhile is done to all of them. */
export async function interleaved<A, B>(
  rounds: number,
  first: (round: number) => Promise<A>,
  second: (round: number) => Promise<B>,
): Promise<{ readonly first: readonly A[]; readonly second: readonly B[] }> {
  const found: { first: A[]; second: B[] } = { first: [], second: [] };
  for (let round = 0; round < rounds; round++) {
    found.first.push(await first(round));
    found.second.push(await second(round));
  }
  return found;
}

export function pause(millis: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, millis));
}
