import type { Markup } from '@carethread/govuk';
import { chartWords, OverdueGrid } from '../../charts/index.js';
import { link } from '../../shell/link.js';
import type { Shown } from '../../shell/shown.js';
import { workTitle } from '../../words/codes.js';
import { DueItem } from '../due-item.js';
import { fullName } from '../person-name.js';
import type { OverdueNow } from './overdue-now.js';
import type { Words } from './words.js';

export const OverdueView = ({ late, names }: OverdueNow, shown: Shown<Words>): Markup => {
  const { words, shared, language, now } = shown;
  const { items, next } = late;
  const byKind = Map.groupBy(items, ({ kind }) => workTitle(shared, kind));
  const counts = Map.groupBy(items, ({ kind, dueAt }) => `${dueAt.slice(0, 7)} ${workTitle(shared, kind)}`);
  return (
    <>
      <h1 class="govuk-heading-l">{words.title}</h1>
      {items.length === 0 ? (
        <p class="govuk-body">{words.nothing}</p>
      ) : (
        <OverdueGrid
          id="overdue"
          title={words.picture}
          words={chartWords(language)}
          counts={[...counts].map(([key, all]) => ({
            month: `${key.slice(0, 7)}-01`,
            kind: key.slice(8),
            count: all.length,
          }))}
        />
      )}
      {next === undefined ? null : <p class="govuk-inset-text">{words.notAll(items.length)}</p>}
      {[...byKind].map(([kind, all]) => (
        <section>
          <h2 class="govuk-heading-m">{words.kind(kind, all.length)}</h2>
          <ul class="ct-due">
            {all
              .toSorted((one, other) => one.dueAt.localeCompare(other.dueAt))
              .map(({ personId, dueAt }) => (
                <DueItem
                  title={fullName(names.get(personId), shared)}
                  href={link('/people/:personId/due', { personId })}
                  dueAt={dueAt}
                  now={now}
                  language={language}
                  shared={shared}
                />
              ))}
          </ul>
        </section>
      ))}
      {next === undefined ? null : (
        <p class="govuk-body">
          <a class="govuk-link" href={link('/overdue', {}, { after: next })}>
            {words.more}
          </a>
        </p>
      )}
    </>
  );
};
