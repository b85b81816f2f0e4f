import { Button, Textarea, WarningText, type Markup } from '@carethread/govuk';
import { FormMarkup } from '../../../shell/form-markup.js';
import type { Shown } from '../../../shell/shown.js';
import { breakGlassForm } from './form.js';
import type { Words } from './words.js';

export const BreakGlassView = (_: object, { words, form }: Shown<Words>): Markup => {
  const shown = form(breakGlassForm);
  return (
    <>
      <h1 class="govuk-heading-l">{words.title}</h1>
      <WarningText text={words.lead} iconFallbackText="!" />
      <ul class="govuk-list govuk-list--bullet">
        {words.effects.map((effect) => (
          <li>{effect}</li>
        ))}
      </ul>
      <FormMarkup of={shown}>
        <Textarea {...shown.input('reason')} label={{ text: words.reason }} hint={{ text: words.reasonHint }} />
        <Button text={words.open} />
      </FormMarkup>
    </>
  );
};
