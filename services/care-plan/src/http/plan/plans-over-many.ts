import { PLAN_KINDS } from '@carethread/contracts';
import { heldWithPlan } from '@carethread/event-sourcing';
import { answerOf, codes, type RequestContext } from '@carethread/http-api';
import { isNothing } from '@carethread/withholding';
import { standingOf, type PlanOutline } from '../../domain/plan/outline.js';
import { planList, standsAt, type ListedPlan } from '../../views/plan-list.js';
import { readsDraft, signs } from './head-seen.js';

/** What of a plan's head stands on lists over many people: how it stands, and nothing of its content. */
function briefly(outline: PlanOutline, now: string) {
  const { opened, draft, proposal, closed } = outline;
  const { state, withheld, current, upcoming } = standingOf(outline, now);
  return answerOf({
    ...opened,
    state,
    closed,
    draft,
    proposal:
      proposal === undefined
        ? undefined
        : answerOf({
            no: proposal.proposalNo,
            state: proposal.state,
            effectiveFrom: proposal.effectiveFrom,
            refusedCode: proposal.refusedCode,
          }),
    versionNo: current?.versionNo,
    effectiveFrom: current?.effectiveFrom,
    upcoming:
      upcoming === undefined ? undefined : { versionNo: upcoming.versionNo, effectiveFrom: upcoming.effectiveFrom },
    withheld,
    consentPending: current?.provisional === true,
    nextReviewBy: current?.nextReviewBy,
  });
}

/** What waits is said to those alone who may read it; what changes with the clock is as it stands now. */
async function sees(plan: ListedPlan, ask: RequestContext): Promise<boolean> {
  if (!standsAt(plan, ask.now)) return false;
  const { id, personId, state, keyworkerIds } = plan;
  const { waiting, state: wanted, withheld, keyworkerId } = ask.query;
  if (keyworkerId !== undefined && !keyworkerIds.includes(keyworkerId)) return false;
  const standing = standingOf(state, ask.now);
  if (wanted !== undefined && standing.state !== wanted) return false;
  if (withheld !== undefined && String(!isNothing(standing.withheld)) !== withheld) return false;
  if (waiting === undefined || (await readsDraft(ask, personId, id))) return true;
  return waiting === 'proposal' && signs(ask, personId, id);
}

/** As a plan's head is shown (`headSeen`). */
async function seen({ id, personId, state }: ListedPlan, ask: RequestContext) {
  const brief = briefly(state, ask.now);
  if (await readsDraft(ask, personId, id)) return brief;
  const { draft: _, proposal, ...others } = brief;
  return proposal !== undefined && (await signs(ask, personId, id)) ? { ...others, proposal } : others;
}

/** Plans over many people, by their next review: those of an organisation, a service, a team, and of whoever is in it. */
export const plansOverMany = {
  view: planList,
  filters: {
    planKind: codes(...PLAN_KINDS),
    state: codes('draft', 'provisional', 'active', 'suspended', 'closed'),
    waiting: {
      ...codes('draft', 'proposal'),
      description: 'A draft that was not proposed, or a proposal that was not published',
    },
    withheld: { ...codes('true', 'false'), description: 'Whether anything in force is not to be provided' },
  },
  further: { keyworkerId: { type: 'string', format: 'uuid', description: 'Who leads the person’s care' } },
  ofUser: 'keyworkerId',
  between: { from: 'reviewFrom', to: 'reviewTo' },
  holder: ({ id }: ListedPlan) => heldWithPlan(id),
  sees,
  item: async (plan: ListedPlan, ask: RequestContext) => ({
    id: plan.id,
    revision: plan.revision,
    etag: `"${plan.etag}"`,
    personId: plan.personId,
    ...(await seen(plan, ask)),
  }),
} as const;
