import { INDICATORS } from '@carethread/contracts';
import type { Markup } from '@carethread/govuk';
import type { Language } from '../../../session/session.js';
import { dayText } from '../../../words/dates.js';
import { cpaWords } from '../cpa-words.js';
import type { CpaCase } from '../open-case.js';
import type { Words } from './words.js';

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
      <div class="ct-scroll" role="region" tabindex={0} aria-label={words.indicators}>
        <table class="govuk-table">
          <caption class="govuk-table__caption govuk-table__caption--s">
            {words.seenOn(dayText(language, profile.recordedOn))}
          </caption>
          <thead class="govuk-table__head">
            <tr class="govuk-table__row">
              {words.head.map((name) => (
                <th scope="col" class="govuk-table__header">
                  {name}
                </th>
              ))}
            </tr>
          </thead>
          <tbody class="govuk-table__body">
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
          </tbody>
        </table>
      </div>
      <p class="govuk-body">
        {leanings[profile.leaning]}. {words.information}
      </p>
    </>
  );
};
