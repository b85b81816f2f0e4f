import type { Markup } from '@carethread/govuk';
import type { PlanThen } from './inspect-at.js';
import type { Words } from './words.js';

interface PlanThenProps {
  readonly content: PlanThen['content'];
  readonly words: Words;
}

/** The parts of a plan that an auditor asks for first, as they read then. */
export const PlanThenView = ({ content, words }: PlanThenProps): Markup => {
  const { personsView, whatMatters, actions = [], outcomes = [] } = content;
  return (
    <>
      {personsView === undefined ? null : (
        <blockquote class="ct-own-words">
          <p>{personsView}</p>
        </blockquote>
      )}
      {whatMatters === undefined ? null : (
        <>
          <h3 class="govuk-heading-s">{words.matters}</h3>
          <p class="govuk-body">{whatMatters}</p>
        </>
      )}
      {actions.length === 0 ? null : (
        <div class="ct-scroll" role="region" tabindex={0} aria-label={words.actions}>
          <table class="govuk-table">
            <caption class="govuk-table__caption govuk-table__caption--s">{words.actions}</caption>
            <thead class="govuk-table__head">
              <tr class="govuk-table__row">
                {words.head.map((name) => (
                  <th scope="col" class="govuk-table__header">
                    {name}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody class="govuk-table__body">
              {actions.map(({ what, action, when, at, how }) => (
                <tr class="govuk-table__row">
                  <th scope="row" class="govuk-table__header">
                    {what ?? action}
                  </th>
                  <td class="govuk-table__cell">{[when, at].filter((part) => part !== undefined).join(' ')}</td>
                  <td class="govuk-table__cell">{how}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
      {outcomes.length === 0 ? null : (
        <>
          <h3 class="govuk-heading-s">{words.outcomes}</h3>
          <ul class="govuk-list govuk-list--bullet">
            {outcomes.map((outcome) => (
              <li>{outcome.statement ?? outcome.outcome ?? outcome.what ?? outcome.text}</li>
            ))}
          </ul>
        </>
      )}
    </>
  );
};
