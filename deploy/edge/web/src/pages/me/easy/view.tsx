import type { Markup } from '@carethread/govuk';
import { presentItems } from '@carethread/ledger';
import { link } from '../../../shell/link.js';
import type { Shown } from '../../../shell/shown.js';
import { codeText } from '../../../words/codes.js';
import { topicsOf } from '../own-record.js';
import type { OwnPlan } from '../plan/view.js';
import { PictureOf, type Picture } from './pictures.js';
import type { Words } from './words.js';

interface Idea {
  readonly picture: Picture;
  readonly lead?: string;
  readonly text: string;
}

const PICTURES: Readonly<Record<string, Picture>> = {
  wakingAndRising: 'sun',
  meals: 'food',
  morning: 'sun',
  afternoon: 'clock',
  evening: 'clock',
  bedtime: 'bed',
  hygiene: 'wash',
  medicationAndHealth: 'pill',
  activitiesAndPeople: 'people',
  likesAndDislikes: 'heart',
};

/** A page of its own and not the plain one again: one idea a line, a picture beside it, nothing hidden. */
export const EasyPlanView = (model: OwnPlan, { words }: Shown<Words>): Markup => (
  <div class="ct-easy">
    <h1 class="govuk-heading-l">{words.title}</h1>
    {model.plan?.current?.content === undefined ? <p>{words.none}</p> : <p>{words.lead}</p>}
    {ideasOf(model, words).map(({ picture, lead, text }) => (
      <div class="ct-easy__idea">
        <PictureOf name={picture} />
        <div>
          {lead === undefined ? null : <h2>{lead}</h2>}
          <p>{text}</p>
        </div>
      </div>
    ))}
    <p>
      <a class="govuk-link" href={link('/me/yes-no')}>
        {words.sayNo}
      </a>
    </p>
    <p>
      <a class="govuk-link" href={link('/me/review')}>
        {words.ask}
      </a>
    </p>
    <p>
      <a class="govuk-link" href={link('/me/plan')}>
        {words.full}
      </a>
    </p>
  </div>
);

function ideasOf({ plan }: OwnPlan, words: Words): readonly Idea[] {
  const content = plan?.current?.content;
  if (plan === undefined || content === undefined) return [];
  const idea = (picture: Picture, lead: string, text: string | undefined): Idea | undefined =>
    text === undefined ? undefined : { picture, lead, text };
  return presentItems(
    idea('say', words.you, content.personsView),
    idea('heart', words.matters, content.whatMatters),
    ...(content.outcomes ?? []).map(({ statement }) => idea('star', words.want, statement)),
    ...(content.actions ?? []).flatMap(({ what, when }) => [
      idea('hands', words.help, what),
      idea('clock', words.when, when),
    ]),
    ...topicsOf(plan, words.topics).map(([topic, said]) =>
      idea(PICTURES[topic] ?? 'say', codeText(words.topics, topic), said),
    ),
    { picture: 'stop', text: words.no },
    { picture: 'change', text: words.change },
  );
}
