import { viewOf } from '@carethread/runtime';

export interface PublishedPlan {
  readonly personId: string | null;
}

/** Whose a published plan is: a handover names the plan, and need not say the person again. */
export const publishedPlans = viewOf<PublishedPlan>()({
  name: 'publishedPlans',
  version: 1,
  indexes: [],
  index: () => ({}),
  on: {
    'care-plan.plan-version-published.v1': {
      key: ({ data }) => data.planId,
      fold: (_, { meta: { personId } }) => ({ personId }),
    },
  },
});
