import type { Markup } from '@carethread/govuk';
import type { AnswerOf } from '../../../api/operation.js';
import { link } from '../../../shell/link.js';
import type { Shown } from '../../../shell/shown.js';
import { dayText } from '../../../words/dates.js';
import type { Words } from './words.js';

export interface Next {
  readonly due: AnswerOf<'listObligations'>['items'];
}

export const NextView = ({ due }: Next, { words, language, now }: Shown<Words>): Markup => {
  const kinds: Readonly<Record<string, string>> = words.kinds;
  return (
    <>
      <h1 class="govuk-heading-l">{words.title}</h1>
      <p class="govuk-body-l">{due.length === 0 ? words.nothing : words.lead}</p>
      {due.map(({ kind, dueAt }) => (
        <>
          <h2 class="govuk-heading-m">{kinds[kind] ?? words.other}</h2>
          <p class="govuk-body">
            {words.by(dayText(language, dueAt))}. {dueAt < now ? <strong>{words.late}</strong> : null}
          </p>
        </>
      ))}
      <p class="govuk-body">
        <a class="govuk-link" href={link('/me/review')}>
          {words.ask}
        </a>
      </p>
    </>
  );
};
