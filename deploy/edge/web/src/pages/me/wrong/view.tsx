import { Button, Input, Textarea, type Markup } from '@carethread/govuk';
import { textMember } from '@carethread/ledger';
import { FormMarkup } from '../../../shell/form-markup.js';
import type { Shown } from '../../../shell/shown.js';
import { dayText } from '../../../words/dates.js';
import type { OwnPlan } from '../plan/view.js';
import { wrongForm } from './form.js';
import type { Words } from './words.js';

export const WrongView = ({ plan }: OwnPlan, { words, form, language }: Shown<Words>): Markup => {
  const shown = form(wrongForm);
  const statements: readonly object[] = plan?.statements ?? [];
  return (
    <>
      <h1 class="govuk-heading-l">{words.title}</h1>
      <p class="govuk-body-l">{plan === undefined ? words.none : words.lead}</p>
      {plan === undefined ? null : (
        <FormMarkup of={shown}>
          <Input {...shown.input('about')} label={{ text: words.about }} hint={{ text: words.aboutHint }} />
          <Textarea {...shown.input('statement')} label={{ text: words.what }} />
          <Button text={words.send} />
        </FormMarkup>
      )}
      {statements.length === 0 ? null : <h2 class="govuk-heading-m">{words.earlier}</h2>}
      {statements.map((statement) => (
        <>
          <p class="govuk-body ct-own-words">{textMember(statement, 'statement')}</p>
          {textMember(statement, 'replyDueAt') === undefined ? null : (
            <p class="govuk-body">{words.answer(dayText(language, textMember(statement, 'replyDueAt') ?? ''))}</p>
          )}
        </>
      ))}
    </>
  );
};
