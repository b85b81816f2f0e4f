import { form } from '../../../shell/form.js';
import { link } from '../../../shell/link.js';

/** Starts the plan of a provider for somebody who has none there. */
export const openPlanForm = form({
  command: 'openPlan',
  fields: {},
  input: (_, { place }) => ({ body: { personId: place('personId'), planKind: 'provider' as const } }),
  after: ({ answer: { id } }, { place }) =>
    link('/people/:personId/plan/:planId/draft', { personId: place('personId'), planId: id }),
});
