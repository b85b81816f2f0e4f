import type { CpaCase } from '../open-case.js';

/** Something that a decision may rest on. */
export interface Ground {
  readonly id: string;
  readonly on: string;
}

export interface CpaLevel {
  readonly found: CpaCase;
  readonly assessments: readonly Ground[];
  readonly reviews: readonly Ground[];
}
