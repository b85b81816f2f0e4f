import { text } from '../../../shell/field-kinds.js';
import { form } from '../../../shell/form.js';
import { link } from '../../../shell/link.js';
import type { OwnPlan } from '../plan/view.js';

export const wrongForm = form({
  command: 'attachStatement',
  fields: { about: text, statement: text },
  input: ({ about = '', statement = '' }, { model }: { readonly model: OwnPlan }) => ({
    path: { id: model.plan?.id ?? '' },
    body: { about, statement },
  }),
  after: () => link('/me/wrong'),
});
