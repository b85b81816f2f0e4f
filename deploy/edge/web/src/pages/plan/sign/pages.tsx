import { Tag } from '@carethread/govuk';
import type { AnswerOf } from '../../../api/operation.js';
import { link } from '../../../shell/link.js';
import { page } from '../../../shell/page.js';
import { codeText } from '../../../words/codes.js';
import { refuseForm, signForm } from './form.js';
import { SignView } from './view.js';
import { words } from './words.js';

export const signPage = page({
  path: '/people/:personId/sign/:signOffId',
  who: ['KW', 'SM', 'RM', 'CC', 'PE', 'CA', 'LR'],
  reads: ['getSignOff'],
  alsoReads: ['getPlan'],
  words,
  load: async ({ read, readIfThere, place }) => {
    const signOff = await read('getSignOff', { path: { id: place('signOffId') } });
    const { subject, subjectId } = signOff;
    const isPlan = subject === 'planVersion' || subject === 'restoration';
    const plan =
      isPlan && subjectId !== undefined ? await readIfThere('getPlan', { path: { id: subjectId } }) : undefined;
    return { signOff, plan };
  },
  title: ({ title }) => title,
  view: SignView,
  forms: [signForm, refuseForm],
  back: (place) => link('/people/:personId/sign', { personId: place('personId') }),
});

interface Signatures {
  readonly personId: string;
  readonly items: AnswerOf<'listSignOffs'>['items'];
}

/** What waits for somebody's signature about a person, and what was signed. */
export const signaturesPage = page({
  path: '/people/:personId/sign',
  who: ['AS', 'KW', 'SM', 'RM', 'CC', 'PE', 'CA', 'LR'],
  reads: ['listSignOffs'],
  words,
  load: async ({ read, place }) => {
    const personId = place('personId');
    const { items } = await read('listSignOffs', { query: { personId, limit: 50 } });
    return { personId, items };
  },
  title: ({ list }) => list,
  view: ({ personId, items }: Signatures, { words }) => (
    <>
      <h1 class="govuk-heading-l">{words.list}</h1>
      {items.length === 0 ? <p class="govuk-body">{words.none}</p> : null}
      <ul class="ct-people">
        {items.map(({ id, subject, state, outstanding }) => (
          <li class="ct-people__person">
            <h2 class="ct-people__name">
              <a class="govuk-link" href={link('/people/:personId/sign/:signOffId', { personId, signOffId: id })}>
                {codeText(words.subject, subject)}
              </a>{' '}
              <Tag text={words.state[state]} classes={state === 'completed' ? 'govuk-tag--green' : 'govuk-tag--grey'} />
            </h2>
            {outstanding.length === 0 ? null : (
              <p class="govuk-body-s">
                {words.outstanding}: {outstanding.map((role) => codeText(words.role, role)).join(', ')}
              </p>
            )}
          </li>
        ))}
      </ul>
    </>
  ),
  back: (place) => link('/people/:personId', { personId: place('personId') }),
});
