import type { Environment } from './place.js';
import type { Outcome, Progress } from './verb.js';

/** What the verbs need of their surroundings. */
export interface Context {
  readonly environment: Environment;
  readonly progress: Progress;
  readonly print: (outcome: Outcome, given: { readonly json?: true | undefined }) => void;
}
