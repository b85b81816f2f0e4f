import { Tag, type Markup } from '@carethread/govuk';
import type { AnswerOf } from '../../../api/operation.js';
import { link } from '../../../shell/link.js';
import type { Shown } from '../../../shell/shown.js';
import { codeText } from '../../../words/codes.js';
import { dayText, timeText } from '../../../words/dates.js';
import { purposeText } from '../../../words/purposes.js';
import { InspectFrame } from '../inspect-frame.js';
import { lookedAt } from './looked-at.js';
import type { Words } from './words.js';
import { WideTable } from '../../../shell/wide-table.js';

type Look = AnswerOf<'listPersonAccesses'>['items'][number];

export const InspectAccessView = ({ items, next }: AnswerOf<'listPersonAccesses'>, shown: Shown<Words>): Markup => {
  const { words, place } = shown;
  return (
    <InspectFrame part="access" shown={shown}>
      <p class="govuk-body">{words.lead}</p>
      {items.length === 0 ? (
        <p class="govuk-body">{words.nobody}</p>
      ) : (
        <WideTable label={words.title} caption={words.title} isCaptionHidden head={words.head}>
          {items.map((look) => (
            <LookRow look={look} shown={shown} />
          ))}
        </WideTable>
      )}
      {next === undefined ? null : (
        <p class="govuk-body">
          <a
            class="govuk-link"
            href={link('/inspect/:personId/access', { personId: place('personId') }, { after: next })}
          >
            {words.more}
          </a>
        </p>
      )}
    </InspectFrame>
  );
};

const LookRow = ({ look, shown }: { readonly look: Look; readonly shown: Shown<Words> }): Markup => {
  const { words, shared, language } = shown;
  const { at, name, role, purpose, outcome, versionNo, breakGlass } = look;
  const parts = [...new Set([look, ...(look.others ?? [])].map(({ route }) => lookedAt(language, route)))];
  return (
    <tr class="govuk-table__row">
      <td class="govuk-table__cell">
        {dayText(language, at)}, {timeText(language, at)}
      </td>
      <td class="govuk-table__cell">
        {[name, codeText(shared.roles, role)].filter((part) => part !== undefined).join(', ')}
      </td>
      <td class="govuk-table__cell">
        {purpose === undefined ? words.noPurpose : purposeText(language, purpose)}
        {breakGlass === undefined ? null : <strong> {words.emergency}</strong>}
      </td>
      <td class="govuk-table__cell">
        {parts.join(', ')}
        {versionNo === undefined ? null : `, ${words.version(versionNo)}`}
      </td>
      <td class="govuk-table__cell">
        {outcome === 'refused' ? (
          <Tag text={words.outcomes.refused} classes="govuk-tag--red" />
        ) : (
          words.outcomes[outcome]
        )}
      </td>
    </tr>
  );
};
