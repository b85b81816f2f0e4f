import { Button, CharacterCount, type Markup } from '@carethread/govuk';
import { present } from '@carethread/ledger';
import type { BodyOf } from '../../../api/operation.js';
import { text } from '../../../shell/field-kinds.js';
import { form } from '../../../shell/form.js';
import { FormMarkup } from '../../../shell/form-markup.js';
import { link } from '../../../shell/link.js';
import { page } from '../../../shell/page.js';
import type { Shown } from '../../../shell/shown.js';
import { languages } from '../../../words/languages.js';
import { LONG_TEXT } from '../../long-text.js';

const pageWords = languages(
  {
    title: 'This monthly check can not be done',
    lead: 'The next one stays due. Nothing is done instead of this one.',
    reason: 'Why can it not be done?',
    save: 'Record that it can not be done',
  },
  {
    title: 'Ni ellir gwneud y gwiriad misol hwn',
    lead: 'Mae’r un nesaf i’w wneud o hyd. Ni wneir dim yn lle’r un hwn.',
    reason: 'Pam na ellir ei wneud?',
    save: 'Cofnodi na ellir ei wneud',
  },
);

const reasonForm = form({
  command: 'markNotPracticable',
  fields: { reason: text },
  input: ({ reason }, { place }) => ({
    path: { id: place('planId'), oid: place('obligationId') },
    body: present<BodyOf<'markNotPracticable'>>({ reason }),
  }),
  refusals: { REASON_REQUIRED: 'reason', REASON_NOT_ALLOWED: 'reason' },
  after: (_, { place }) => link('/people/:personId/due', { personId: place('personId') }, { saved: '1' }),
});

const NotPracticableView = (_: object, { words, form }: Shown<(typeof pageWords)['en']>): Markup => {
  const shown = form(reasonForm);
  return (
    <>
      <h1 class="govuk-heading-l">{words.title}</h1>
      <p class="govuk-body">{words.lead}</p>
      <FormMarkup of={shown}>
        <CharacterCount {...shown.input('reason')} {...LONG_TEXT} label={{ text: words.reason }} />
        <Button text={words.save} />
      </FormMarkup>
    </>
  );
};

export const notPracticablePage = page({
  path: '/people/:personId/due/:planId/not-practicable/:obligationId',
  who: ['AS', 'KW', 'SM', 'RM', 'CC'],
  words: pageWords,
  load: () => Promise.resolve({}),
  title: ({ title }) => title,
  view: NotPracticableView,
  forms: [reasonForm],
  back: (place) => link('/people/:personId/due', { personId: place('personId') }),
});
