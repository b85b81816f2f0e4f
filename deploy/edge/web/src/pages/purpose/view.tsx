import { Button, Input, Radios, type Markup } from '@carethread/govuk';
import { FormMarkup } from '../../shell/form-markup.js';
import type { Shown } from '../../shell/shown.js';
import { purposeTitle } from '../../words/purposes.js';
import { purposeForm, type PurposeModel } from './form.js';
import type { Words } from './words.js';

export const PurposeView = ({ purposes }: PurposeModel, { words, form, language }: Shown<Words>): Markup => {
  const shown = form(purposeForm);
  return (
    <>
      <h1 class="govuk-heading-l">{words.title}</h1>
      <p class="govuk-body">{words.lead}</p>
      <FormMarkup of={shown}>
        <Radios
          {...shown.choice('purpose')}
          fieldset={{ legend: { text: words.purpose, classes: 'govuk-fieldset__legend--m' } }}
          items={purposes.map((code) => ({ value: code, text: purposeTitle(language, code) }))}
        />
        <Input
          {...shown.input('sentence')}
          label={{ text: words.sentence, classes: 'govuk-label--m' }}
          hint={{ text: words.sentenceHint }}
        />
        <Button text={words.go} />
      </FormMarkup>
    </>
  );
};
