import type { Markup } from '@carethread/govuk';
import type { AnswerOf } from '../../../api/operation.js';
import type { Shown } from '../../../shell/shown.js';
import { dayText } from '../../../words/dates.js';
import { eventWords } from '../recorded-words.js';
import type { Words } from './words.js';

interface DifferenceProps {
  readonly difference: AnswerOf<'getPlanDiff'>;
  readonly shown: Shown<Words>;
}

/** What has changed since, by word: struck out and underlined, never by colour alone. */
export const DifferenceToNow = ({ difference: { changes }, shown: { words, language } }: DifferenceProps): Markup =>
  changes.length === 0 ? (
    <p class="govuk-body">{words.noDifference}</p>
  ) : (
    <>
      {changes.map(({ section, field, words: parts, date, reason }) => (
        <div class="ct-difference">
          <h3 class="govuk-heading-s">
            {[section, field].flatMap((name) => (name === undefined ? [] : eventWords(name))).join(', ')}
          </h3>
          <p class="govuk-body">
            {parts.map(({ text, added, removed }) => {
              if (added === true) return <ins>{text}</ins>;
              return removed === true ? <del>{text}</del> : text;
            })}
          </p>
          {date === null ? null : <p class="govuk-body-s">{words.why(dayText(language, date), reason ?? '')}</p>}
        </div>
      ))}
    </>
  );
