import { Button, Checkboxes, Radios, Textarea, type Markup } from '@carethread/govuk';
import { FormMarkup } from '../../../shell/form-markup.js';
import type { Shown } from '../../../shell/shown.js';
import { sayNoForm, sayYesForm, type YesNo } from './form.js';
import type { Words } from './words.js';

export const YesNoView = ({ plan, consent }: YesNo, { words, form }: Shown<Words>): Markup => {
  if (plan === undefined || consent === undefined)
    return (
      <>
        <h1 class="govuk-heading-l">{words.title}</h1>
        <p class="govuk-body-l">{words.none}</p>
      </>
    );
  const actions = (plan.current?.content?.actions ?? []).flatMap(({ actionId, what }) =>
    actionId === undefined ? [] : [{ id: actionId, what: what ?? actionId }],
  );
  const said = { given: words.given, partlyWithdrawn: words.partly, withdrawn: words.withdrawn, none: words.notYet };
  const { withdrawn } = consent;
  const without =
    withdrawn === 'whole'
      ? [words.everything]
      : withdrawn.map((id) => actions.find((one) => one.id === id)?.what ?? id);
  const no = form(sayNoForm);
  return (
    <>
      <h1 class="govuk-heading-l">{words.title}</h1>
      <p class="govuk-body-l">{said[consent.state]}</p>
      {without.length === 0 ? null : (
        <>
          <h2 class="govuk-heading-m">{words.saidNo}</h2>
          <ul class="govuk-list govuk-list--bullet">
            {without.map((what) => (
              <li>{what}</li>
            ))}
          </ul>
          <p class="govuk-body">{words.again}</p>
          <FormMarkup of={form(sayYesForm)}>
            <Button text={words.askBack} classes="govuk-button--secondary" />
          </FormMarkup>
        </>
      )}
      {consent.state === 'withdrawn' || consent.state === 'none' ? null : (
        <>
          <h2 class="govuk-heading-m">{words.no}</h2>
          <p class="govuk-body">{words.change}</p>
          <FormMarkup of={no}>
            <Radios
              {...no.choice('scope')}
              fieldset={{ legend: { text: words.which, classes: 'govuk-fieldset__legend--s' } }}
              items={[
                { value: 'some', text: words.some },
                { value: 'whole', text: words.all, hint: { text: words.allHint } },
              ]}
            />
            <Checkboxes
              {...no.choices('actions')}
              fieldset={{ legend: { text: words.actions, classes: 'govuk-fieldset__legend--s' } }}
              items={actions.map(({ id, what }) => ({ value: id, text: what }))}
            />
            <Textarea {...no.input('reasons')} label={{ text: words.why }} rows="3" />
            <Button text={words.send} classes="govuk-button--warning" />
          </FormMarkup>
        </>
      )}
    </>
  );
};
