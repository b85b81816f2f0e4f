import { present } from '@carethread/ledger';
import type { BodyOf } from '../../../api/operation.js';
import { text, ticked } from '../../../shell/field-kinds.js';
import { form } from '../../../shell/form.js';
import { link } from '../../../shell/link.js';

export const checkForm = form({
  command: 'recordMonthlyCheck',
  fields: { personsView: text, findings: text, raisesReview: ticked },
  input: ({ personsView, findings, raisesReview }, { place }) => ({
    path: { id: place('planId') },
    body: present<BodyOf<'recordMonthlyCheck'>>({
      personsView,
      findings,
      raisesReview: raisesReview ? true : undefined,
    }),
  }),
  refusals: { PERSON_NOT_REPRESENTED: 'personsView' },
  after: (_, { place }) => link('/people/:personId/due', { personId: place('personId') }, { saved: '1' }),
});
