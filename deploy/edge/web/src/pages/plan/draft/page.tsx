import { Button, InsetText, TaskList } from '@carethread/govuk';
import { member } from '@carethread/ledger';
import type { AnswerOf } from '../../../api/operation.js';
import { link } from '../../../shell/link.js';
import { page } from '../../../shell/page.js';
import { sectionLabel } from '../labels.js';
import { SECTIONS } from '../sections.js';
import { isFilled } from '../values.js';
import { words as planWords } from '../words.js';
import { draftOf, sectionLink } from './draft-path.js';
import { problemsBySection } from './readiness.js';
import { words } from './words.js';

interface DraftModel {
  readonly draft: AnswerOf<'getPlanDraft'>;
  readonly readiness: AnswerOf<'listPlanReadiness'>;
}

/** The draft as a list of sections, each with what it still wants. */
export const draftPage = page({
  path: '/people/:personId/plan/:planId/draft',
  who: ['AS', 'KW', 'SM', 'RM', 'CC'],
  reads: ['getPlanDraft', 'listPlanReadiness'],
  words,
  load: async ({ read, place }) => {
    const path = { id: place('planId') };
    const [draft, readiness] = await Promise.all([read('getPlanDraft', { path }), read('listPlanReadiness', { path })]);
    return { draft, readiness };
  },
  title: ({ title }) => title,
  view: ({ draft, readiness }: DraftModel, { words, name, language, place }) => {
    const problems = problemsBySection(readiness.items);
    const labels = planWords[language];
    return (
      <>
        <h1 class="govuk-heading-l">{words.title}</h1>
        <p class="govuk-body">{words.lead(name)}</p>
        {readiness.proposable ? <InsetText text={words.ready} /> : null}
        <h2 class="govuk-heading-m">{words.sections}</h2>
        <TaskList
          items={SECTIONS.map(({ section }) => {
            const count = problems.get(section)?.length ?? 0;
            const filled = isFilled(member(draft.content, section));
            return {
              title: { text: sectionLabel(labels, section) },
              href: sectionLink(place, section),
              status:
                count > 0
                  ? { tag: { text: words.needs(count), classes: 'govuk-tag--yellow' } }
                  : filled
                    ? { text: words.filled }
                    : { tag: { text: words.empty, classes: 'govuk-tag--grey' } },
            };
          })}
        />
        <Button text={words.check} href={link('/people/:personId/plan/:planId/check', draftOf(place))} />
      </>
    );
  },
  back: (place) => link('/people/:personId/plan/:planId', { personId: place('personId'), planId: place('planId') }),
});
