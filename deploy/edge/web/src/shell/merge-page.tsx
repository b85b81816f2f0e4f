import { Button, type Markup } from '@carethread/govuk';
import { diffWords } from 'diff';
import type { Fields } from '../session/session.js';
import type { SharedWords } from '../words/en.js';
import { FormMarkup } from './form-markup.js';
import type { FormState } from './form-shown.js';
import { CHOICE, type Conflict } from './merge.js';

interface MergePageProps {
  readonly words: SharedWords;
  readonly state: FormState;
  /** What needs no choice. */
  readonly fields: Fields;
  readonly conflicts: readonly Conflict[];
}

/** The difference by word: told by marks and by the elements' own meaning, never by a colour alone. */
export const WordDifference = ({ before, after }: { readonly before: string; readonly after: string }): Markup => (
  <p class="ct-difference">
    {diffWords(before, after).map(({ value, added, removed }) => {
      if (added) return <ins>{value}</ins>;
      return removed ? <del>{value}</del> : value;
    })}
  </p>
);

/** Asks, for each field that two users changed, whose words to keep. Nothing is lost: both stand on the page. */
export const MergePage = ({ words: { merge }, state, fields, conflicts }: MergePageProps): Markup => (
  <>
    <h1 class="govuk-heading-l">{merge.title}</h1>
    <p class="govuk-body">{merge.lead}</p>
    <FormMarkup of={{ state }}>
      {Object.entries(fields).map(([name, value]) => (
        <input type="hidden" name={name} value={value} />
      ))}
      {conflicts.map(({ input, theirs, mine }) => (
        <Choice words={merge} input={input} theirs={theirs} mine={mine} />
      ))}
      <Button text={merge.save} />
    </FormMarkup>
  </>
);

interface ChoiceProps extends Conflict {
  readonly words: SharedWords['merge'];
}

const Choice = ({ words, input, theirs, mine }: ChoiceProps): Markup => {
  const options = [
    { value: 'mine', text: words.mine, says: mine },
    { value: 'theirs', text: words.theirs, says: theirs },
  ];
  return (
    <fieldset class="govuk-fieldset govuk-!-margin-bottom-6">
      <legend class="govuk-fieldset__legend govuk-fieldset__legend--m">{words.changed}</legend>
      <WordDifference before={theirs} after={mine} />
      <input type="hidden" name={`${CHOICE.theirs}${input}`} value={theirs} />
      <input type="hidden" name={`${CHOICE.mine}${input}`} value={mine} />
      <div class="govuk-radios">
        {options.map(({ value, text, says }) => (
          <div class="govuk-radios__item">
            <input
              class="govuk-radios__input"
              type="radio"
              id={`${input}-${value}`}
              name={`${CHOICE.take}${input}`}
              value={value}
              checked={value === 'mine'}
              aria-describedby={`${input}-${value}-says`}
            />
            <label class="govuk-label govuk-radios__label" for={`${input}-${value}`}>
              {text}
            </label>
            <div class="govuk-hint govuk-radios__hint" id={`${input}-${value}-says`}>
              {says}
            </div>
          </div>
        ))}
        <div class="govuk-radios__item">
          <input
            class="govuk-radios__input"
            type="radio"
            id={`${input}-both`}
            name={`${CHOICE.take}${input}`}
            value="both"
          />
          <label class="govuk-label govuk-radios__label" for={`${input}-both`}>
            {words.both}
          </label>
        </div>
      </div>
      <label class="govuk-label govuk-visually-hidden" for={`${input}-words`}>
        {words.both}
      </label>
      <textarea class="govuk-textarea" id={`${input}-words`} name={`${CHOICE.both}${input}`} rows={4}>
        {`${mine}\n${theirs}`}
      </textarea>
    </fieldset>
  );
};
