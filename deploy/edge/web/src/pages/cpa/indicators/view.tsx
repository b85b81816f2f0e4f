import { INDICATOR_ANSWERS, INDICATORS } from '@carethread/contracts';
import { Button, Checkboxes, Input, Radios, type Markup } from '@carethread/govuk';
import { FormMarkup } from '../../../shell/form-markup.js';
import type { Shown } from '../../../shell/shown.js';
import { cpaWords } from '../cpa-words.js';
import type { CpaIndicators } from './cpa-indicators.js';
import { evidenceField, indicatorsForm } from './form.js';
import type { Words } from './words.js';

export const IndicatorsView = ({ risks }: CpaIndicators, { words, shared, language, form }: Shown<Words>): Markup => {
  const shown = form(indicatorsForm);
  const { indicators, answers } = cpaWords[language];
  return (
    <>
      <h1 class="govuk-heading-l">{words.title}</h1>
      <p class="govuk-body">{words.lead}</p>
      <FormMarkup of={shown} keeps={shared.shell.keeping}>
        {INDICATORS.map((code) => (
          <>
            <Radios
              {...shown.choice(code)}
              classes="govuk-radios--inline"
              fieldset={{ legend: { text: indicators[code], classes: 'govuk-fieldset__legend--s' } }}
              items={INDICATOR_ANSWERS.map((answer) => ({ value: answer, text: answers[answer] }))}
            />
            <Input
              {...shown.input(evidenceField(code))}
              label={{ html: <EvidenceLabel words={words} indicator={indicators[code]} /> }}
            />
          </>
        ))}
        {risks.length === 0 ? (
          <p class="govuk-body">{words.noRisks}</p>
        ) : (
          <Checkboxes
            {...shown.choices('risks')}
            fieldset={{ legend: { text: words.risks, classes: 'govuk-fieldset__legend--s' } }}
            hint={{ text: words.risksHint }}
            items={risks.map(({ id, domain }) => ({ value: id, text: words.risk(domain ?? id) }))}
          />
        )}
        <Button text={words.save} />
      </FormMarkup>
    </>
  );
};

/** Twelve fields with one label would sound the same. */
const EvidenceLabel = ({ words, indicator }: { readonly words: Words; readonly indicator: string }): Markup => (
  <>
    {words.evidence} <span class="govuk-visually-hidden">{indicator}</span>
  </>
);
