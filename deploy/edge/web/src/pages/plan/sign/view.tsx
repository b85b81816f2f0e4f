import { Button, Details, InsetText, Radios, Tag, Textarea, type Markup } from '@carethread/govuk';
import { FormMarkup } from '../../../shell/form-markup.js';
import type { Shown } from '../../../shell/shown.js';
import { codeText } from '../../../words/codes.js';
import { dayText } from '../../../words/dates.js';
import { PlanContentView } from '../content-view.js';
import { words as planWords } from '../words.js';
import { FORMATS, MODES, refuseForm, signForm, type SignModel } from './form.js';
import type { Words } from './words.js';

interface Part {
  readonly model: SignModel;
  readonly shown: Shown<Words>;
}

export const SignView = (model: SignModel, shown: Shown<Words>): Markup => {
  const { words, language, name } = shown;
  const { signOff, plan } = model;
  const content = plan?.proposal?.content ?? plan?.current?.content;
  const open = ['requested', 'partiallySigned', 'awaitsWitness'].includes(signOff.state);
  return (
    <>
      <span class="govuk-caption-l">{codeText(words.subject, signOff.subject)}</span>
      <h1 class="govuk-heading-l">
        {words.title} <Tag text={words.state[signOff.state]} classes="govuk-tag--grey" />
      </h1>
      <Signatories model={model} shown={shown} />
      {content === undefined ? (
        <InsetText text={words.noContent} />
      ) : (
        <>
          <h2 class="govuk-heading-m">{words.read}</h2>
          <PlanContentView content={content} words={planWords[language]} name={name} />
        </>
      )}
      {open && signOff.outstanding.length > 0 ? <Signing model={model} shown={shown} /> : null}
    </>
  );
};

const Signatories = ({ model: { signOff }, shown: { words, language } }: Part): Markup => (
  <section aria-labelledby="who">
    <h2 class="govuk-heading-m" id="who">
      {words.who}
    </h2>
    <ul class="govuk-list">
      {signOff.signatures.map(({ role, signedOn }) => (
        <li>
          {codeText(words.role, role)} <Tag text={words.signed} classes="govuk-tag--green" />{' '}
          {words.done(dayText(language, signedOn))}
        </li>
      ))}
      {signOff.outstanding.map((role) => (
        <li>
          {codeText(words.role, role)} <Tag text={words.outstanding} classes="govuk-tag--yellow" />
        </li>
      ))}
    </ul>
  </section>
);

const Signing = ({ model: { signOff }, shown }: Part): Markup => {
  const { words } = shown;
  const sign = shown.form(signForm);
  const refuse = shown.form(refuseForm);
  const roles = signOff.outstanding.map((role) => ({ value: role, text: codeText(words.role, role) }));
  const legend = (text: string) => ({ legend: { text, classes: 'govuk-fieldset__legend--s' } });
  return (
    <>
      <FormMarkup of={sign}>
        <Radios {...sign.choice('role')} fieldset={legend(words.signAs)} items={roles} />
        <Radios
          {...sign.choice('mode')}
          fieldset={legend(words.how)}
          items={MODES.map((mode) => ({ value: mode, text: words.mode[mode] }))}
        />
        <Radios
          {...sign.choice('shownInFormat')}
          fieldset={legend(words.format)}
          items={FORMATS.map((format) => ({ value: format, text: words.formats[format] }))}
        />
        <Button text={words.sign} />
      </FormMarkup>
      <Details summaryText={words.refuse} open={refuse.state.problems.length > 0}>
        <FormMarkup of={refuse}>
          <Radios {...refuse.choice('refusedRole')} fieldset={legend(words.signAs)} items={roles} />
          <Textarea {...refuse.input('reasons')} label={{ text: words.reasons }} rows={3} />
          <Button text={words.refuseButton} classes="govuk-button--warning" />
        </FormMarkup>
      </Details>
    </>
  );
};
