import { Button, CharacterCount, Checkboxes, type Markup } from '@carethread/govuk';
import { FormMarkup } from '../../../shell/form-markup.js';
import { link } from '../../../shell/link.js';
import { page } from '../../../shell/page.js';
import type { Shown } from '../../../shell/shown.js';
import { LONG_TEXT } from '../../long-text.js';
import { checkForm } from './form.js';
import { words, type Words } from './words.js';

const CheckView = (_: object, { words, shared, name, form }: Shown<Words>): Markup => {
  const shown = form(checkForm);
  return (
    <>
      <h1 class="govuk-heading-l">{words.title}</h1>
      <FormMarkup of={shown} keeps={shared.shell.keeping}>
        <CharacterCount {...shown.input('personsView')} {...LONG_TEXT} label={{ text: words.view(name) }} />
        <CharacterCount {...shown.input('findings')} {...LONG_TEXT} label={{ text: words.findings }} />
        <Checkboxes {...shown.choices('raisesReview')} items={[{ value: 'yes', text: words.review }]} />
        <Button text={words.save} />
      </FormMarkup>
    </>
  );
};

export const monthlyCheckPage = page({
  path: '/people/:personId/due/:planId/check',
  who: ['AS', 'KW', 'SM', 'RM', 'CC'],
  words,
  load: () => Promise.resolve({}),
  title: ({ title }) => title,
  view: CheckView,
  forms: [checkForm],
  back: (place) => link('/people/:personId/due', { personId: place('personId') }),
});
