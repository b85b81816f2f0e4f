import { present } from '@carethread/ledger';
import type { BodyOf } from '../../../api/operation.js';
import { chosen } from '../../../shell/chosen.js';
import { oneOf, text } from '../../../shell/field-kinds.js';
import { form, type AroundModel } from '../../../shell/form.js';
import { link } from '../../../shell/link.js';
import type { CpaCase } from '../open-case.js';

export const OUTCOMES = ['seen', 'spoke', 'noReply', 'declined'] as const;

export const contactForm = form({
  command: 'logContact',
  fields: { outcome: oneOf(...OUTCOMES), how: text, note: text },
  input: ({ outcome, how, note }, { model }: AroundModel<CpaCase>) => ({
    path: { id: model.id },
    body: present<BodyOf<'logContact'>>({ outcome: chosen(outcome, 'outcome'), how, note }),
  }),
  after: (_, { place }) => link('/people/:personId/cpa', { personId: place('personId') }, { saved: '1' }),
});
