import { present } from '@carethread/ledger';
import type { BodyOf } from '../../../api/operation.js';
import { text } from '../../../shell/field-kinds.js';
import { form } from '../../../shell/form.js';
import { link } from '../../../shell/link.js';
import type { OwnPlan } from '../plan/view.js';

export const askForReviewForm = form({
  command: 'requestReview',
  fields: { reason: text },
  input: ({ reason }, { model }: { readonly model: OwnPlan }) => ({
    path: { id: model.plan?.id ?? '' },
    body: present<BodyOf<'requestReview'>>({ reason }),
  }),
  refusals: { REASON_REQUIRED: 'reason' },
  after: () => link('/me/next'),
});
