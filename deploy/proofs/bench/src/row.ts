import type { PreparedFolders } from './prepared-folders.js';

/** One line of the result (interface "Bench result"): a figure beside its floor, both of the same run. */
export interface Row {
  readonly name: string;
  readonly value: number;
  readonly unit: string;
  readonly floor: number;
  readonly floorName: string;
  /** value / floor. */
  readonly ratio: number;
  /** CPU seconds an operation of the measured process, and of the floor's. */
  readonly cpu?: number;
  readonly floorCpu?: number;
  readonly p50?: number;
  readonly p99?: number;
  readonly note?: string;
}

/** What a row has to reach. */
export interface Goal {
  readonly of: 'ratio' | 'value' | 'p99';
  readonly better: 'higher' | 'lower';
  readonly must: number;
  readonly aim: number;
}

export type Size = 'quick' | 'standard' | 'full';

export interface Bench {
  readonly size: Size;
  readonly folders: PreparedFolders;
  /** Picks by size; without a figure for `full` the standard one holds. */
  pick(quick: number, standard: number, full?: number): number;
  say(message: string): void;
}

export type Measure = (bench: Bench) => Promise<readonly Row[]>;

export function met(row: Row, { of, better, ...goal }: Goal, which: 'must' | 'aim'): boolean {
  const figure = of === 'p99' ? (row.p99 ?? Number.NaN) : row[of];
  return better === 'higher' ? figure >= goal[which] : figure <= goal[which];
}
