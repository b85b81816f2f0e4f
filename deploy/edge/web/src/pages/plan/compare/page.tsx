import { Button, Select } from '@carethread/govuk';
import type { AnswerOf } from '../../../api/operation.js';
import { link } from '../../../shell/link.js';
import { page } from '../../../shell/page.js';
import { dayText } from '../../../words/dates.js';
import { ChangeView } from '../change-view.js';
import { words as planWords } from '../words.js';
import { words } from './words.js';

interface Compared {
  readonly versions: AnswerOf<'listPlanVersions'>['items'];
  readonly diff: AnswerOf<'getPlanDiff'> | undefined;
}

const isNumber = (text: string | undefined): text is string => text !== undefined && /^\d{1,6}$/.test(text);

export const comparePage = page({
  path: '/people/:personId/plan/:planId/compare',
  who: ['AS', 'KW', 'CS', 'SM', 'RM', 'CC'],
  reads: ['listPlanVersions', 'getPlanDiff'],
  words,
  load: async ({ read, place, query }) => {
    const path = { id: place('planId') };
    const { items: versions } = await read('listPlanVersions', { path, query: { limit: 100 } });
    const newest = versions.reduce((most, { versionNo }) => Math.max(most, versionNo), 0);
    const from = isNumber(query['from']) ? query['from'] : String(Math.max(newest - 1, 1));
    const to = isNumber(query['to']) ? query['to'] : String(newest);
    const known = new Set(versions.map(({ versionNo }) => String(versionNo)));
    const both = from !== to && known.has(from) && known.has(to);
    return { versions, diff: both ? await read('getPlanDiff', { path, query: { from, to } }) : undefined };
  },
  title: ({ title }) => title,
  view: ({ versions, diff }: Compared, { words, language }) => {
    const items = versions.map(({ versionNo, effectiveFrom }) => ({
      value: String(versionNo),
      text: words.version(versionNo, dayText(language, effectiveFrom)),
    }));
    return (
      <>
        <h1 class="govuk-heading-l">{words.title}</h1>
        <form method="get">
          <Select
            id="from"
            name="from"
            label={{ text: words.from }}
            items={items}
            value={diff === undefined ? undefined : String(diff.from)}
          />
          <Select
            id="to"
            name="to"
            label={{ text: words.to }}
            items={items}
            value={diff === undefined ? undefined : String(diff.to)}
          />
          <Button text={words.compare} classes="govuk-button--secondary" />
        </form>
        {diff === undefined || diff.changes.length === 0 ? (
          <p class="govuk-body">{words.same}</p>
        ) : (
          <>
            <h2 class="govuk-heading-m">{words.changes(diff.from, diff.to)}</h2>
            <ul class="ct-people">
              {diff.changes.map((change) => (
                <ChangeView change={change} words={planWords[language]} labels={words} />
              ))}
            </ul>
          </>
        )}
      </>
    );
  },
  back: (place) => link('/people/:personId/plan/:planId', { personId: place('personId'), planId: place('planId') }),
});
