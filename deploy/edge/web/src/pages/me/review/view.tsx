import { Button, Textarea, type Markup } from '@carethread/govuk';
import { FormMarkup } from '../../../shell/form-markup.js';
import type { Shown } from '../../../shell/shown.js';
import type { OwnPlan } from '../plan/view.js';
import { askForReviewForm } from './form.js';
import type { Words } from './words.js';

export const AskForReviewView = ({ plan }: OwnPlan, { words, form }: Shown<Words>): Markup => {
  const shown = form(askForReviewForm);
  return (
    <>
      <h1 class="govuk-heading-l">{words.title}</h1>
      <p class="govuk-body-l">{plan === undefined ? words.none : words.lead}</p>
      {plan === undefined ? null : (
        <FormMarkup of={shown}>
          <Textarea {...shown.input('reason')} label={{ text: words.why }} />
          <p class="govuk-body">{words.then}</p>
          <Button text={words.send} />
        </FormMarkup>
      )}
    </>
  );
};
