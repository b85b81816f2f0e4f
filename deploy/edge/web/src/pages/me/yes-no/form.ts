import { present } from '@carethread/ledger';
import type { AnswerOf, BodyOf } from '../../../api/operation.js';
import { lines, oneOf, text } from '../../../shell/field-kinds.js';
import { form } from '../../../shell/form.js';
import { link } from '../../../shell/link.js';
import type { Plan } from '../own-record.js';

export interface YesNo {
  readonly plan: Plan | undefined;
  readonly consent: AnswerOf<'getPlanConsent'> | undefined;
  readonly personId: string;
  /** What the person has not answered yet. */
  readonly waiting: AnswerOf<'listSignOffs'>['items'];
}

const planIdOf = ({ plan }: YesNo): string => plan?.id ?? '';

export const sayNoForm = form({
  name: 'no',
  command: 'withdrawConsent',
  fields: { scope: oneOf('whole', 'some'), actions: lines, reasons: text },
  input: ({ scope, actions, reasons }, { model }: { readonly model: YesNo }) => ({
    path: { planId: planIdOf(model) },
    body: present<BodyOf<'withdrawConsent'>>({
      // Without a choice the service says what is missing.
      scope: scope === 'some' ? actions : scope,
      reasons,
    }),
  }),
  members: { scope: 'scope' },
  refusals: { REFERENCE_NOT_FOUND: 'actions' },
  after: () => link('/me/yes-no'),
});

export const sayYesForm = form({
  name: 'yes',
  command: 'requestRestoration',
  fields: {},
  input: (_, { model }: { readonly model: YesNo }) => ({
    path: { planId: planIdOf(model) },
    body: { scope: model.consent?.withdrawn ?? 'whole' },
  }),
  after: () => link('/me/yes-no'),
});
