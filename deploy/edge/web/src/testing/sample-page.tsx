import { Button, DateInput, Input } from '@carethread/govuk';
import type { AnswerOf } from '../api/operation.js';
import { FormMarkup } from '../shell/form-markup.js';
import { form } from '../shell/form.js';
import { date, text } from '../shell/field-kinds.js';
import { link } from '../shell/link.js';
import { page } from '../shell/page.js';
import { languages } from '../words/languages.js';

interface Sample {
  readonly draft: AnswerOf<'getPlanDraft'>;
  readonly etag: string | undefined;
}

/** A form over two sections of a draft, for the specs of the shell. */
export const sampleForm = form({
  command: 'saveDraft',
  fields: { whatMatters: text, personsView: text, nextReviewBy: date },
  etag: (model: Sample) => model.etag,
  initial: ({ draft: { content } }: Sample) => ({
    whatMatters: content.whatMatters ?? '',
    personsView: content.personsView ?? '',
  }),
  input: ({ whatMatters = null, personsView = null, nextReviewBy = null }) => ({
    path: { id: PLAN },
    body: { content: { whatMatters, personsView, nextReviewBy } },
  }),
  refusals: { FUTURE_DATE: 'nextReviewBy' },
  after: (_, { place }) => link('/people/:personId', { personId: place('personId') }),
});

export const PLAN = '5b7ae0f4-3f53-4c8e-9f3e-5b0c1a1d2e01';

export const samplePage = page({
  path: '/people/:personId/sample',
  who: ['KW', 'SM'],
  reads: ['getPlanDraft'],
  words: languages({ title: 'Sample' }, { title: 'Sampl' }),
  load: async ({ tagged }) => {
    const { answer, etag } = await tagged('getPlanDraft', { path: { id: PLAN } });
    return { draft: answer, etag };
  },
  title: ({ title }) => title,
  view: ({ draft }: Sample, { words, shared, form }) => {
    const shown = form(sampleForm);
    return (
      <>
        <h1>{words.title}</h1>
        <p id="shown">{draft.content.whatMatters}</p>
        <FormMarkup of={shown}>
          <Input {...shown.input('whatMatters')} label={{ text: 'What matters' }} />
          <Input {...shown.input('personsView')} label={{ text: 'View' }} />
          <DateInput {...shown.date('nextReviewBy', shared.shell)} />
          <Button text="Save" />
        </FormMarkup>
      </>
    );
  },
  forms: [sampleForm],
});

export const sampleDraft = (content: Sample['draft']['content']): AnswerOf<'getPlanDraft'> => ({
  planId: PLAN,
  draftRevision: 1,
  since: 0,
  changes: [],
  content,
});
