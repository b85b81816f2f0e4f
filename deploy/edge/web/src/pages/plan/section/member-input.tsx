import { Checkboxes, DateInput, Input, Radios, Textarea, type Markup } from '@carethread/govuk';
import type { FormShown } from '../../../shell/form-shown.js';
import type { SharedWords } from '../../../words/en.js';
import { inputLabel } from '../labels.js';
import { inputOf, type MemberShape } from '../sections.js';
import { itemsIn, titleOf } from '../values.js';
import type { PlanWords } from '../words.js';

interface MemberInputProps {
  readonly shape: MemberShape;
  readonly form: FormShown;
  readonly words: PlanWords;
  readonly shared: SharedWords;
  /** Needs of the draft, for what answers one of them. */
  readonly needs: unknown;
}

/** The input of one question. */
export const MemberInput = ({ shape, form, words, shared, needs }: MemberInputProps): Markup => {
  const name = inputOf(shape);
  const label = { text: inputLabel(words, shape), classes: 'govuk-label--s' };
  const legend = { legend: { text: label.text, classes: 'govuk-fieldset__legend--s' } };
  const choices = itemsIn(needs).map((need) => ({ value: String(need['needId'] ?? ''), text: titleOf(need).title }));
  switch (shape.kind) {
    case 'words':
      return <Textarea {...form.input(name)} label={label} rows={4} />;
    case 'line':
      return <Input {...form.input(name)} label={label} />;
    case 'time':
      return <Input {...form.input(name)} label={label} classes="govuk-input--width-5" />;
    case 'date':
      return <DateInput {...form.date(name, shared.shell)} fieldset={legend} />;
    case 'need':
      return <Radios {...form.choice(name)} fieldset={legend} items={choices} />;
    case 'needs':
      return <Checkboxes {...form.choices(name)} fieldset={legend} items={choices} />;
  }
};
