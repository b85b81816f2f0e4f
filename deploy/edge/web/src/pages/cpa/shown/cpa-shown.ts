import type { CpaCase } from '../open-case.js';

export interface CpaShown {
  readonly found: CpaCase;
  /** Names of those who decide and co-ordinate, by their id. */
  readonly names: ReadonlyMap<string, string>;
}
