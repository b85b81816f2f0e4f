import { form } from '../../../shell/form.js';
import { text } from '../../../shell/field-kinds.js';
import { link } from '../../../shell/link.js';

export const breakGlassForm = form({
  command: 'openBreakGlass',
  fields: { reason: text },
  input: ({ reason = '' }, { place }) => ({ path: { personId: place('personId') }, body: { reason } }),
  refusals: { REASON_REQUIRED: 'reason' },
  after: (_, { place }) => link('/people/:personId', { personId: place('personId') }),
});
