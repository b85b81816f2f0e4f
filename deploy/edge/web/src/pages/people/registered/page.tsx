import { Panel } from '@carethread/govuk';
import { link } from '../../../shell/link.js';
import { page } from '../../../shell/page.js';
import { words } from './words.js';

export const registeredPage = page({
  path: '/people/:personId/registered',
  who: ['AS', 'KW', 'SM', 'RM', 'CC', 'TM'],
  words,
  load: () => Promise.resolve({}),
  title: ({ title }) => title,
  view: (_: object, { words, person, place }) => (
    <>
      <Panel titleText={words.title}>{''}</Panel>
      {person === undefined ? (
        <p class="govuk-body">{words.text}</p>
      ) : (
        <p class="govuk-body">
          <a class="govuk-link" href={link('/people/:personId', { personId: place('personId') })}>
            {words.open}
          </a>
        </p>
      )}
      <p class="govuk-body">
        <a class="govuk-link" href="/people/new">
          {words.another}
        </a>
      </p>
    </>
  ),
});
