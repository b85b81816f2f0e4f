import { isId } from '@carethread/contracts';
import { Button, Checkboxes, DateInput, Input, Select, Textarea, type Markup } from '@carethread/govuk';
import { FormMarkup } from '../../../shell/form-markup.js';
import type { FormShown } from '../../../shell/form-shown.js';
import { link } from '../../../shell/link.js';
import type { Shown } from '../../../shell/shown.js';
import { GROUPS, LANGUAGES, registerForm } from './form.js';
import type { Words } from './words.js';

export const RegisterView = (_: object, shown: Shown<Words>): Markup => {
  const { words, shared } = shown;
  const form = shown.form(registerForm);
  return (
    <>
      <h1 class="govuk-heading-l">{words.title}</h1>
      <p class="govuk-body">
        {words.lead}{' '}
        <a class="govuk-link" href="/find">
          {words.find}
        </a>
      </p>
      <FormMarkup of={form}>
        <Likely form={form} words={words} />
        <Input {...form.input('given')} label={{ text: words.given }} spellcheck={false} />
        <Input {...form.input('family')} label={{ text: words.family }} spellcheck={false} />
        <Input {...form.input('preferred')} label={{ text: words.preferred }} spellcheck={false} />
        <DateInput
          {...form.date('dateOfBirth', shared.shell)}
          fieldset={{ legend: { text: words.born } }}
          hint={{ text: words.bornHint }}
        />
        <Select
          {...form.choice('firstLanguage')}
          label={{ text: words.language }}
          items={LANGUAGES.map((code) => ({ value: code, text: words.languages[code] }))}
        />
        <Checkboxes
          {...form.choices('groups')}
          fieldset={{ legend: { text: words.groups } }}
          hint={{ text: words.groupsHint }}
          items={GROUPS.map((code) => ({ value: code, text: words.group[code] }))}
        />
        <Input
          {...form.input('nhs')}
          label={{ text: words.nhs }}
          classes="govuk-input--width-10"
          inputmode="numeric"
          spellcheck={false}
        />
        <Textarea {...form.input('address')} label={{ text: words.address }} rows={3} />
        <Button text={words.register} />
      </FormMarkup>
    </>
  );
};

/** Who they may be, where the council knows somebody like them: to be looked at before anything is registered twice. */
const Likely = ({
  form,
  words,
}: {
  readonly form: FormShown<'likely' | 'different' | 'reason'>;
  readonly words: Words;
}) => {
  const named = form.named('DUPLICATE_LIKELY');
  const before = form.value('likely').split('\n').filter(Boolean);
  const likely = named.length > 0 ? named : before;
  if (likely.length === 0) return null;
  return (
    <div class="govuk-inset-text">
      <h2 class="govuk-heading-m">{words.likely}</h2>
      <p class="govuk-body">{words.likelyText}</p>
      <ul class="govuk-list govuk-list--bullet">
        {likely.map((one, index) => (
          <li>
            {isId(one) ? (
              <a class="govuk-link" href={link('/people/:personId', { personId: one })}>
                {words.likelyPerson(index + 1)}
              </a>
            ) : (
              words.unseen
            )}
          </li>
        ))}
      </ul>
      {likely.map((one) => (
        <input type="hidden" name="likely" value={one} />
      ))}
      <Checkboxes {...form.choices('different')} items={[{ value: 'yes', text: words.different }]} />
      <Textarea {...form.input('reason')} label={{ text: words.reason }} rows={3} />
    </div>
  );
};
