import { Button, Checkboxes, Radios, Textarea, type Markup } from '@carethread/govuk';
import { FormMarkup } from '../../../shell/form-markup.js';
import { link } from '../../../shell/link.js';
import type { Shown } from '../../../shell/shown.js';
import { codeText } from '../../../words/codes.js';
import { sayNoForm, sayYesForm, type YesNo } from './form.js';
import type { Words } from './words.js';

export const YesNoView = (model: YesNo, shown: Shown<Words>): Markup => {
  const { plan, consent } = model;
  const { words, form } = shown;
  if (plan === undefined || consent === undefined)
    return (
      <>
        <h1 class="govuk-heading-l">{words.title}</h1>
        {model.waiting.length === 0 ? <p class="govuk-body-l">{words.none}</p> : null}
        <Waiting model={model} words={words} />
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
      <Waiting model={model} words={words} />
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

const Waiting = ({ model: { waiting, personId }, words }: { readonly model: YesNo; readonly words: Words }): Markup =>
  waiting.length === 0 ? (
    <></>
  ) : (
    <>
      <h2 class="govuk-heading-m">{words.sign}</h2>
      <ul class="ct-links">
        {waiting.map(({ id, subject }) => (
          <li>
            <a class="govuk-link" href={link('/people/:personId/sign/:signOffId', { personId, signOffId: id })}>
              {codeText(words.subjects, subject)}
            </a>
          </li>
        ))}
      </ul>
    </>
  );
