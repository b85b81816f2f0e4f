import type { AnswerOf } from '../../api/operation.js';

export interface OverdueNow {
  readonly late: AnswerOf<'listObligations'>;
  readonly names: ReadonlyMap<string, AnswerOf<'listPersonsNames'>['items'][number]['name']>;
}
