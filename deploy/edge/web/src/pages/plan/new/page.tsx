import { Button } from '@carethread/govuk';
import { FormMarkup } from '../../../shell/form-markup.js';
import { link } from '../../../shell/link.js';
import { page } from '../../../shell/page.js';
import { openPlanForm } from './form.js';
import { words } from './words.js';

export const openPlanPage = page({
  path: '/people/:personId/plan/new',
  who: ['KW', 'SM', 'RM'],
  words,
  load: () => Promise.resolve({}),
  title: ({ title }) => title,
  view: (_: object, { words, name, form }) => (
    <>
      <h1 class="govuk-heading-l">{words.title}</h1>
      <p class="govuk-body">{words.text(name)}</p>
      <FormMarkup of={form(openPlanForm)}>
        <Button text={words.open} />
      </FormMarkup>
    </>
  ),
  forms: [openPlanForm],
  back: (place) => link('/people/:personId', { personId: place('personId') }),
});
