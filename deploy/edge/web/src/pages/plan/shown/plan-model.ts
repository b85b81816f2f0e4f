import type { AnswerOf, Operation } from '../../../api/operation.js';
import type { Asked } from '../../../shell/asked.js';

export interface PlanModel {
  readonly planId: string;
  readonly plan: AnswerOf<'getPlan'>;
  readonly versions: AnswerOf<'listPlanVersions'>['items'];
  readonly readers: AnswerOf<'listPlanReaders'> | undefined;
  readonly userId: string;
}

export const PLAN_READS = ['getPlan', 'listPlanVersions', 'listPlanReaders'] as const satisfies readonly Operation[];

/** A plan with its versions and who has read the newest. */
export async function planModel(
  { read, readIfThere, user }: Pick<Asked<(typeof PLAN_READS)[number]>, 'read' | 'readIfThere' | 'user'>,
  planId: string,
): Promise<PlanModel> {
  const path = { id: planId };
  const [plan, versions, readers] = await Promise.all([
    read('getPlan', { path }),
    readIfThere('listPlanVersions', { path, query: { limit: 20 } }),
    readIfThere('listPlanReaders', { path }),
  ]);
  return { planId, plan, versions: versions?.items ?? [], readers, userId: user.userId };
}
