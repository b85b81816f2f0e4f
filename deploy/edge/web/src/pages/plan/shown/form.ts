import { form } from '../../../shell/form.js';
import { link } from '../../../shell/link.js';
import type { PlanModel } from './plan-model.js';

/** The user says that they have read the version in force. */
export const readForm = form({
  command: 'acknowledgeReading',
  who: ['KW', 'CS', 'SM', 'RM'],
  fields: {},
  input: (_, { model }: { readonly model: PlanModel }) => ({
    path: { id: model.planId, n: model.plan.current?.versionNo ?? 0 },
    body: {},
  }),
  after: (_, { place, model: { planId } }) =>
    link('/people/:personId/plan/:planId', { personId: place('personId'), planId }),
});
