import type { AnswerOf } from '../../../api/operation.js';

export interface InspectOutcomes {
  readonly evidence: AnswerOf<'getPersonOutcomeEvidence'>;
  /** What each outcome is, by its id, where the plan in force says so. */
  readonly names: ReadonlyMap<string, string>;
}
