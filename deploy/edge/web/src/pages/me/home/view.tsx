import type { Markup } from '@carethread/govuk';
import { link } from '../../../shell/link.js';
import type { Shown } from '../../../shell/shown.js';
import type { Words } from './words.js';

export interface Home {
  /** How many things wait for a yes or no. */
  readonly waiting: number;
}

export const HomeView = ({ waiting }: Home, { words }: Shown<Words>): Markup => (
  <>
    <h1 class="govuk-heading-l">{words.title}</h1>
    <p class="govuk-body-l">{words.lead}</p>
    {waiting === 0 ? null : (
      <p class="govuk-inset-text">
        {words.waiting(waiting)}{' '}
        <a class="govuk-link" href={link('/me/yes-no')}>
          {words.answer}
        </a>
      </p>
    )}
    <h2 class="govuk-heading-m">{words.look}</h2>
    <Choices
      of={[
        [link('/me/plan'), words.plan],
        [link('/me/plan/easy'), words.easy],
        [link('/me/next'), words.next],
        [link('/me/helpers'), words.helpers],
        [link('/me/looked'), words.looked],
      ]}
    />
    <h2 class="govuk-heading-m">{words.say}</h2>
    <Choices
      of={[
        [link('/me/yes-no'), words.yesNo],
        [link('/me/wrong'), words.wrong],
        [link('/me/review'), words.review],
      ]}
    />
  </>
);

const Choices = ({ of }: { readonly of: readonly (readonly [string, readonly string[]])[] }): Markup => (
  <ul class="ct-links">
    {of.map(([href, [name, about]]) => (
      <li>
        <a class="govuk-link govuk-body-l" href={href}>
          {name}
        </a>
        <p class="govuk-body">{about}</p>
      </li>
    ))}
  </ul>
);
