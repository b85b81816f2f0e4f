import { Tag, type Markup } from '@carethread/govuk';
import type { AnswerOf } from '../../../api/operation.js';
import { link } from '../../../shell/link.js';
import type { Shown } from '../../../shell/shown.js';
import { codeText } from '../../../words/codes.js';
import { fullName } from '../../person-name.js';
import type { Words } from './words.js';

export const InspectListView = (
  { items, missing, next }: AnswerOf<'listPeople'>,
  { words, shared, may }: Shown<Words>,
): Markup => (
  <>
    <h1 class="govuk-heading-l">{words.title}</h1>
    <p class="govuk-body-l">{words.lead}</p>
    {missing.length === 0 ? null : <p class="govuk-inset-text">{shared.shell.missing(missing)}</p>}
    {may('searchPersons') ? (
      <p class="govuk-body">
        <a class="govuk-link" href={link('/find')}>
          {words.find}
        </a>
      </p>
    ) : null}
    <h2 class="govuk-heading-m">{words.people}</h2>
    {items.length === 0 ? <p class="govuk-body">{words.none}</p> : null}
    <ul class="ct-people">
      {items.map(({ personId, name, plans = [] }) => (
        <li class="ct-people__person">
          <h3 class="ct-people__name">
            <a class="govuk-link" href={link('/inspect/:personId', { personId })}>
              {fullName(name, shared)}
            </a>
          </h3>
          {plans.length === 0 ? <p class="govuk-body-s">{words.noPlan}</p> : null}
          {plans.map(({ planKind, state, versionNo }) => {
            const plan = codeText(shared.planKinds, planKind);
            return (
              <p class="govuk-body-s">
                {versionNo === undefined ? plan : words.version(plan, versionNo)}{' '}
                <Tag text={codeText(shared.planStates, state)} classes="govuk-tag--grey" />
              </p>
            );
          })}
        </li>
      ))}
    </ul>
    {next === undefined ? null : (
      <p class="govuk-body">
        <a class="govuk-link" href={link('/inspect', {}, { after: next })}>
          {words.more}
        </a>
      </p>
    )}
  </>
);
