import { Button, CharacterCount, Input, Radios, type Markup } from '@carethread/govuk';
import { FormMarkup } from '../../../shell/form-markup.js';
import type { Shown } from '../../../shell/shown.js';
import { cpaWords } from '../cpa-words.js';
import type { CpaCase } from '../open-case.js';
import { contactForm, OUTCOMES } from './form.js';
import type { Words } from './words.js';

const LONGEST = 10_000;
/** The counter shows from 9,000 characters. */
const SHOWN_FROM = 90;

export const ContactView = (_: CpaCase, { words, shared, name, language, form }: Shown<Words>): Markup => {
  const shown = form(contactForm);
  return (
    <>
      <h1 class="govuk-heading-l">{words.title}</h1>
      <FormMarkup of={shown} keeps={shared.shell.keeping}>
        <Radios
          {...shown.choice('outcome')}
          fieldset={{ legend: { text: words.outcome(name), classes: 'govuk-fieldset__legend--m' } }}
          items={OUTCOMES.map((outcome) => ({ value: outcome, text: cpaWords[language].contacts[outcome] }))}
        />
        <Input {...shown.input('how')} label={{ text: words.how }} hint={{ text: words.howHint }} />
        <CharacterCount
          {...shown.input('note')}
          label={{ text: words.note }}
          maxlength={LONGEST}
          threshold={SHOWN_FROM}
        />
        <Button text={words.save} />
      </FormMarkup>
    </>
  );
};
