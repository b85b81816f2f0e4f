import type { AnswerOf } from '../../../api/operation.js';
import type { CpaCase } from '../open-case.js';

export interface CpaIndicators {
  readonly found: CpaCase;
  readonly risks: AnswerOf<'listRiskAssessments'>['items'];
}
