import { Refused } from '../../../api/refused.js';
import type { Asked } from '../../../shell/asked.js';
import { page } from '../../../shell/page.js';
import { askedDay, endOf } from './asked-days.js';
import type { InspectAt, PlanThen } from './inspect-at.js';
import { InspectAtView } from './view.js';
import { words } from './words.js';

export const inspectAtPage = page({
  path: '/inspect/:personId/at',
  who: ['AU'],
  reads: ['listPersonsPlans', 'listPlanVersions', 'getPlan', 'getPlanDiff'],
  words,
  load: async (asked): Promise<InspectAt> => {
    const { read, query, now, place } = asked;
    const known = askedDay(query, 'known', now, true);
    const about = askedDay(query, 'about', now, false);
    const planId = query['plan'] ?? (await firstPlan(read, place('personId')));
    if (planId === undefined) return { known, about, planId, versions: [], then: undefined, difference: undefined };
    const [{ items: versions }, then] = await Promise.all([
      read('listPlanVersions', { path: { id: planId } }),
      planThen(asked, planId, endOf(known.day, now), endOf(about.day, now)),
    ]);
    const current = versions.findLast(({ status }) => status === 'inForce');
    const difference =
      then === undefined || current === undefined || current.versionNo === then.versionNo
        ? undefined
        : await read('getPlanDiff', {
            path: { id: planId },
            query: { from: String(then.versionNo), to: String(current.versionNo) },
          });
    return { known, about, planId, versions, then, difference };
  },
  title: ({ title }) => title,
  view: InspectAtView,
});

/** Of several plans the one with the most versions; the others are linked from the record. */
async function firstPlan(read: Asked<'listPersonsPlans'>['read'], personId: string): Promise<string | undefined> {
  const { items } = await read('listPersonsPlans', { body: { ids: [personId] } });
  const plans = items.flatMap((one) => one.plans);
  return plans.toSorted((one, other) => (other.versionNo ?? 0) - (one.versionNo ?? 0))[0]?.planId;
}

async function planThen(
  { tagged }: Pick<Asked<'getPlan'>, 'tagged'>,
  id: string,
  knownAt: string,
  effectiveAt: string,
): Promise<PlanThen | undefined> {
  try {
    const { answer, final = false } = await tagged('getPlan', { path: { id }, query: { knownAt, effectiveAt } });
    const { versionNo, issueNo, content } = answer;
    return versionNo === undefined || content === undefined ? undefined : { versionNo, issueNo, content, final };
  } catch (error) {
    if (error instanceof Refused && error.code === 'NO_VERSION_IN_FORCE') return undefined;
    throw error;
  }
}
