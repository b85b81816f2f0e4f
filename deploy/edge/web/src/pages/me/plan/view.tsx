import { SummaryList, type Markup } from '@carethread/govuk';
import { presentItems } from '@carethread/ledger';
import { link } from '../../../shell/link.js';
import type { Shown } from '../../../shell/shown.js';
import { codeText } from '../../../words/codes.js';
import { dayText } from '../../../words/dates.js';
import { topicsOf, type Plan } from '../own-record.js';
import type { Words } from './words.js';

export interface OwnPlan {
  readonly plan: Plan | undefined;
}

export const OwnPlanView = ({ plan }: OwnPlan, { words, language }: Shown<Words>): Markup => {
  const current = plan?.current;
  const content = current?.content;
  if (plan === undefined || content === undefined)
    return (
      <>
        <h1 class="govuk-heading-l">{words.title}</h1>
        <p class="govuk-body-l">{words.none}</p>
      </>
    );
  const topics = topicsOf(plan, words.topics);
  return (
    <>
      <h1 class="govuk-heading-l">{words.title}</h1>
      {current?.effectiveFrom === undefined ? null : (
        <p class="govuk-body">{words.since(dayText(language, current.effectiveFrom))}</p>
      )}
      <p class="govuk-body">
        <a class="govuk-link" href={link('/me/plan/easy')}>
          {words.easy}
        </a>
      </p>
      <Part title={words.view} text={content.personsView} own />
      <Part title={words.matters} text={content.whatMatters} own />
      <Part title={words.about} text={content.profile?.penPicture} own />
      {(content.outcomes ?? []).length === 0 ? null : (
        <>
          <h2 class="govuk-heading-m">{words.outcomes}</h2>
          <ul class="govuk-list govuk-list--bullet">
            {(content.outcomes ?? []).map(({ statement }) => (
              <li>{statement}</li>
            ))}
          </ul>
        </>
      )}
      {(content.actions ?? []).length === 0 ? null : <h2 class="govuk-heading-m">{words.help}</h2>}
      {(content.actions ?? []).map((action) => (
        <>
          <h3 class="govuk-heading-s">{action.what}</h3>
          <SummaryList
            rows={presentItems(
              row(words.when, action.when),
              row(words.where, action.where),
              row(words.how, action.how),
              row(words.who, typeof action.responsible === 'string' ? action.responsible : undefined),
            )}
          />
        </>
      ))}
      {topics.length === 0 ? null : <h2 class="govuk-heading-m">{words.likes}</h2>}
      {topics.map(([topic, said]) => (
        <Part title={codeText(words.topics, topic)} text={said} own small />
      ))}
      <Part title={words.if} text={textOf(content.contingency?.copingStrategies)} />
      <p class="govuk-body">
        <a class="govuk-link" href={link('/me/wrong')}>
          {words.wrong}
        </a>
      </p>
    </>
  );
};

/** A heading with the person's own words under it, or nothing. */
const Part = ({
  title,
  text,
  own,
  small,
}: {
  readonly title: string;
  readonly text: string | undefined;
  readonly own?: boolean;
  readonly small?: boolean;
}): Markup =>
  text === undefined ? (
    <></>
  ) : (
    <>
      {small === true ? <h3 class="govuk-heading-s">{title}</h3> : <h2 class="govuk-heading-m">{title}</h2>}
      <p class={own === true ? 'govuk-body ct-own-words' : 'govuk-body'}>{text}</p>
    </>
  );

const row = (key: string, text: string | undefined) =>
  text === undefined ? undefined : { key: { text: key }, value: { text } };

const textOf = (said: unknown): string | undefined => (typeof said === 'string' ? said : undefined);
