import { InsetText } from '@carethread/govuk';
import type { AnswerOf } from '../../../api/operation.js';
import { link } from '../../../shell/link.js';
import { page } from '../../../shell/page.js';
import { dayText } from '../../../words/dates.js';
import { PlanContentView } from '../content-view.js';
import { words } from '../shown/words.js';
import { words as planWords } from '../words.js';

export const versionPage = page({
  path: '/people/:personId/plan/:planId/versions/:versionNo',
  who: ['AS', 'KW', 'CS', 'SM', 'RM', 'CC'],
  reads: ['getPlanVersion'],
  words,
  load: ({ read, place }) => read('getPlanVersion', { path: { id: place('planId'), n: Number(place('versionNo')) } }),
  title: (words, { versionNo }) => words.version(versionNo),
  view: (version: AnswerOf<'getPlanVersion'>, { words, shared, language, name }) => (
    <>
      <span class="govuk-caption-l">
        {shared.planStates[version.status]}, {words.starts(dayText(language, version.effectiveFrom))}
      </span>
      <h1 class="govuk-heading-l">{words.version(version.versionNo)}</h1>
      {version.banner === undefined ? null : <InsetText text={words.banner[version.banner]} />}
      <p class="govuk-body">{version.changeSummary}</p>
      <PlanContentView content={version.content} words={planWords[language]} name={name} />
    </>
  ),
  back: (place) => link('/people/:personId/plan/:planId', { personId: place('personId'), planId: place('planId') }),
});
