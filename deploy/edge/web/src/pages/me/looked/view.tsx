import type { Markup } from '@carethread/govuk';
import { link } from '../../../shell/link.js';
import type { Shown } from '../../../shell/shown.js';
import { codeText } from '../../../words/codes.js';
import { dayText } from '../../../words/dates.js';
import type { Look } from './looks.js';
import type { Words } from './words.js';

export interface Looked {
  readonly looks: readonly Look[];
}

export const LookedView = ({ looks }: Looked, shown: Shown<Words>): Markup => {
  const { words, language } = shown;
  const days = Map.groupBy(looks, ({ day }) => day);
  return (
    <>
      <h1 class="govuk-heading-l">{words.title}</h1>
      <p class="govuk-body-l">{looks.length === 0 ? words.nobody : words.lead}</p>
      {[...days].map(([day, ofDay]) => (
        <>
          <h2 class="govuk-heading-s">{dayText(language, day)}</h2>
          <ul class="govuk-list govuk-list--bullet">
            {ofDay.map((look) => (
              <li>
                <LookLine look={look} shown={shown} />
              </li>
            ))}
          </ul>
        </>
      ))}
      <p class="govuk-body">
        <a class="govuk-link" href={link('/me/wrong')}>
          {words.ask}
        </a>
      </p>
    </>
  );
};

const LookLine = ({ look, shown: { words, user } }: { readonly look: Look; readonly shown: Shown<Words> }): Markup => {
  const isOwn = look.userId === user?.userId;
  const what = codeText(words.what, Object.hasOwn(words.what, look.part) ? look.part : 'other');
  const did = { looked: words.looked(what), listed: words.listed, refused: words.refused(what) }[look.outcome];
  return (
    <>
      <strong>{isOwn ? words.you : (look.name ?? words.somebody)}</strong>
      {isOwn ? '' : ` (${words.as(codeText(words.roles, look.role))})`} {did}
      {look.times > 1 ? `, ${words.times(look.times)}` : ''}.
      {look.purpose === undefined ? '' : ` ${words.why(look.purpose)}.`}
      {look.emergency ? ` ${words.emergency}` : ''}
    </>
  );
};
