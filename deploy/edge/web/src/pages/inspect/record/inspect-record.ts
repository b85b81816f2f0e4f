import type { AnswerOf } from '../../../api/operation.js';

export const SERVICES = ['assessment', 'care-plan', 'risk', 'review', 'consent', 'cpa'] as const;

export interface InspectRecord {
  readonly plans: AnswerOf<'listPersonsPlans'>['items'][number]['plans'];
  /** Undefined for those whose role reads no single entries. */
  readonly timeline: AnswerOf<'getPersonTimeline'> | undefined;
  readonly names: ReadonlyMap<string, string>;
  readonly service: (typeof SERVICES)[number] | undefined;
  readonly type: string | undefined;
  readonly isLater: boolean;
}
