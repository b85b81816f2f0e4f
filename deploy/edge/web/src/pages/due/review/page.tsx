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
  { title: 'Ask for a review', reason: 'Why should the plan be reviewed?', save: 'Ask for this review' },
  { title: 'Gofyn am adolygiad', reason: 'Pam dylid adolygu’r cynllun?', save: 'Gofyn am yr adolygiad hwn' },
);

const requestForm = form({
  command: 'requestReview',
  fields: { reason: text },
  input: ({ reason }, { place }) => ({
    path: { id: place('planId') },
    body: present<BodyOf<'requestReview'>>({ reason }),
  }),
  refusals: { REASON_REQUIRED: 'reason' },
  after: (_, { place }) => link('/people/:personId/due', { personId: place('personId') }, { saved: '1' }),
});

const RequestView = (_: object, { words, form }: Shown<(typeof pageWords)['en']>): Markup => {
  const shown = form(requestForm);
  return (
    <>
      <h1 class="govuk-heading-l">{words.title}</h1>
      <FormMarkup of={shown}>
        <CharacterCount {...shown.input('reason')} {...LONG_TEXT} label={{ text: words.reason }} />
        <Button text={words.save} />
      </FormMarkup>
    </>
  );
};

export const requestReviewPage = page({
  path: '/people/:personId/due/:planId/review',
  who: ['AS', 'KW', 'SM', 'RM', 'CC'],
  words: pageWords,
  load: () => Promise.resolve({}),
  title: ({ title }) => title,
  view: RequestView,
  forms: [requestForm],
  back: (place) => link('/people/:personId/due', { personId: place('personId') }),
});
