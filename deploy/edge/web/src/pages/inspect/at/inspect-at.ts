import type { AnswerOf } from '../../../api/operation.js';
import type { AskedDay } from './asked-days.js';

/** What a plan said, as known on one day about another. */
export interface PlanThen {
  readonly versionNo: number;
  readonly issueNo: number | undefined;
  readonly content: NonNullable<AnswerOf<'getPlan'>['content']>;
  readonly final: boolean;
}

export interface InspectAt {
  readonly known: AskedDay;
  readonly about: AskedDay;
  readonly planId: string | undefined;
  readonly versions: AnswerOf<'listPlanVersions'>['items'];
  /** Undefined where no version was in force then, as far as was known. */
  readonly then: PlanThen | undefined;
  /** To the version in force now; undefined where that is the same. */
  readonly difference: AnswerOf<'getPlanDiff'> | undefined;
}
