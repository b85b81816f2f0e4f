import type { AnswerOf } from '../../../api/operation.js';

export interface PlanDue {
  readonly planId: string;
  readonly planKind: string;
  readonly obligations: AnswerOf<'listPlanObligations'>['items'];
}

export interface PersonDue {
  readonly plans: readonly PlanDue[];
}
