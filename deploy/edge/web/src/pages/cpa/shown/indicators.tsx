import { INDICATORS } from '@carethread/contracts';
import type { Markup } from '@carethread/govuk';
import type { Language } from '../../../session/session.js';
import { dayText } from '../../../words/dates.js';
import { cpaWords } from '../cpa-words.js';
import type { CpaCase } from '../open-case.js';
import type { Words } from './words.js';
import { WideTable } from '../../../shell/wide-table.js';

interface IndicatorsProps {
  readonly profile: CpaCase['indicatorProfiles'][number] | undefined;
  readonly words: Words;
  readonly language: Language;
}

/** What was seen, with what it rests on; the leaning stands below, as information. */
export const Indicators = ({ profile, words, language }: IndicatorsProps): Markup => {
  if (profile === undefined) return <p class="govuk-body">{words.noIndicators}</p>;
  const { indicators, answers, leanings } = cpaWords[language];
  return (
    <>
      <WideTable
        label={words.indicators}
        caption={words.seenOn(dayText(language, profile.recordedOn))}
        head={words.head}
      >
        {INDICATORS.map((code) => (
          <tr class="govuk-table__row">
            <th scope="row" class="govuk-table__header">
              {indicators[code]}
            </th>
            <td class="govuk-table__cell">{answers[profile.answers[code] ?? 'unknown']}</td>
            <td class="govuk-table__cell">
              {profile.evidence[code] ?? (profile.withoutEvidence.includes(code) ? words.noEvidence : '')}
            </td>
          </tr>
        ))}
      </WideTable>
      <p class="govuk-body">
        {leanings[profile.leaning]}. {words.information}
      </p>
    </>
  );
};
