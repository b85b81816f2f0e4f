import type { Markup } from '@carethread/govuk';
import { present } from '@carethread/ledger';
import type { AnswerOf } from '../../../api/operation.js';
import type { Shown } from '../../../shell/shown.js';
import { dayText } from '../../../words/dates.js';
import { ChangeView, type ShownChange } from '../../plan/change-view.js';
import { words as planWords } from '../../plan/words.js';
import type { Words } from './words.js';

interface DifferenceProps {
  readonly difference: AnswerOf<'getPlanDiff'>;
  readonly shown: Shown<Words>;
}

/** What has changed since, by word. */
export const DifferenceToNow = ({ difference: { changes }, shown: { words, language } }: DifferenceProps): Markup =>
  changes.length === 0 ? (
    <p class="govuk-body">{words.noDifference}</p>
  ) : (
    <ul class="ct-people">
      {changes.map(({ section, field, before, after, words: parts, date, reason }) => (
        <ChangeView
          change={present<ShownChange>({
            section,
            field,
            before,
            after,
            words: parts,
            reason: date === null ? undefined : words.why(dayText(language, date), reason ?? ''),
          })}
          words={planWords[language]}
          labels={words}
        />
      ))}
    </ul>
  );
