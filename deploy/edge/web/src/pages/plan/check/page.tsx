import { Button, DateInput, InsetText, Panel, Textarea, type Markup } from '@carethread/govuk';
import { FormMarkup } from '../../../shell/form-markup.js';
import { link } from '../../../shell/link.js';
import { page } from '../../../shell/page.js';
import type { Shown } from '../../../shell/shown.js';
import { refusalText } from '../../../words/codes.js';
import { draftLink, draftOf, sectionLink } from '../draft/draft-path.js';
import { sectionOf, type Unready } from '../draft/readiness.js';
import { PlanContentView } from '../content-view.js';
import { words as planWords } from '../words.js';
import { proposeForm, type CheckModel } from './form.js';
import { words, type Words } from './words.js';

const WRITERS = ['AS', 'KW', 'SM', 'RM', 'CC'] as const;

export const checkPage = page({
  path: '/people/:personId/plan/:planId/check',
  who: WRITERS,
  reads: ['getPlanDraft', 'listPlanReadiness'],
  words,
  load: async ({ read, tagged, place }) => {
    const path = { id: place('planId') };
    const [{ answer: draft, etag }, readiness] = await Promise.all([
      tagged('getPlanDraft', { path }),
      read('listPlanReadiness', { path }),
    ]);
    return { draft, readiness, etag };
  },
  title: ({ title }) => title,
  view: ({ draft, readiness }: CheckModel, shown) => {
    const { words, shared, language, name } = shown;
    const form = shown.form(proposeForm);
    return (
      <>
        <h1 class="govuk-heading-l">{words.title}</h1>
        {readiness.items.length === 0 ? <InsetText text={words.ready} /> : null}
        <Problems
          items={readiness.items.filter(({ step }) => step !== 'publish')}
          title={words.unready}
          shown={shown}
        />
        <Problems items={readiness.items.filter(({ step }) => step === 'publish')} title={words.later} shown={shown} />
        <PlanContentView content={draft.content} words={planWords[language]} name={name} />
        <FormMarkup of={form}>
          <Textarea
            {...form.input('reason')}
            label={{ text: words.reason }}
            hint={{ text: words.reasonHint }}
            rows={3}
          />
          <DateInput
            {...form.date('effectiveFrom', shared.shell)}
            fieldset={{ legend: { text: words.from } }}
            hint={{ text: words.fromHint }}
          />
          <Button text={words.send} />
        </FormMarkup>
      </>
    );
  },
  forms: [proposeForm],
  back: draftLink,
});

interface ProblemsProps {
  readonly items: readonly Unready[];
  readonly title: string;
  readonly shown: Shown<Words>;
}

/** Every refusal to expect, each with the way to where it is put right. */
const Problems = ({ items, title, shown: { words, shared, name, place } }: ProblemsProps): Markup => {
  if (items.length === 0) return <></>;
  return (
    <>
      <h2 class="govuk-heading-m">{title}</h2>
      <ul class="govuk-list govuk-list--bullet">
        {items.map((item) => {
          const section = sectionOf(item);
          return (
            <li>
              {refusalText(shared, item.code, { name, items: [] })}
              {section === undefined ? null : (
                <>
                  {'. '}
                  <a class="govuk-link" href={sectionLink(place, section)}>
                    {words.here}
                  </a>
                </>
              )}
            </li>
          );
        })}
      </ul>
    </>
  );
};

export const sentPage = page({
  path: '/people/:personId/plan/:planId/sent',
  who: WRITERS,
  words,
  load: () => Promise.resolve({}),
  title: ({ sent }) => sent,
  view: (_: object, { words, place }) => (
    <>
      <Panel titleText={words.sent}>{words.sentText}</Panel>
      <ul class="ct-links">
        <li>
          <a class="govuk-link" href={link('/people/:personId/sign', { personId: place('personId') })}>
            {words.toSign}
          </a>
        </li>
        <li>
          <a class="govuk-link" href={link('/people/:personId/plan/:planId', draftOf(place))}>
            {words.toPlan}
          </a>
        </li>
      </ul>
    </>
  ),
});
