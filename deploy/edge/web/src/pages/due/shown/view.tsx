import type { Markup } from '@carethread/govuk';
import { chartWords, ObligationsCalendar } from '../../../charts/index.js';
import { link } from '../../../shell/link.js';
import type { Shown } from '../../../shell/shown.js';
import { codeText, workTitle } from '../../../words/codes.js';
import { dueText } from '../../../words/dates.js';
import { DueItem } from '../../due-item.js';
import { obligationState } from '../../inspect/obligation-state.js';
import type { PersonDue, PlanDue } from './person-due.js';
import type { Words } from './words.js';

export const PersonDueView = ({ plans }: PersonDue, shown: Shown<Words>): Markup => (
  <>
    <h1 class="govuk-heading-l">{shown.words.title}</h1>
    {plans.length === 0 ? <p class="govuk-body">{shown.words.noPlans}</p> : null}
    {plans.map((plan) => (
      <PlanSection of={plan} shown={shown} />
    ))}
  </>
);

interface PlanSectionProps {
  readonly of: PlanDue;
  readonly shown: Shown<Words>;
}

const PlanSection = ({ of, shown }: PlanSectionProps): Markup => {
  const { words, shared, language, now, place, may } = shown;
  const { planId, planKind, obligations } = of;
  const places = { personId: place('personId'), planId };
  const kind = codeText(shared.planKinds, planKind);
  const todo = obligations
    .filter(({ status }) => ['open', 'pending', 'missed', 'heldAwaitingClosure'].includes(status))
    .toSorted((one, other) => one.dueAt.localeCompare(other.dueAt));
  return (
    <section aria-labelledby={`plan-${planId}`}>
      <h2 class="govuk-heading-m" id={`plan-${planId}`}>
        {kind}
      </h2>
      <ul class="ct-links">
        {may('recordMonthlyCheck') && todo.some((one) => one.kind === 'monthlyCheck') ? (
          <li>
            <a class="govuk-link" href={link('/people/:personId/due/:planId/check', places)}>
              {words.check}
            </a>
          </li>
        ) : null}
        {may('requestReview') ? (
          <li>
            <a class="govuk-link" href={link('/people/:personId/due/:planId/review', places)}>
              {words.review}
              <span class="govuk-visually-hidden">: {kind}</span>
            </a>
          </li>
        ) : null}
      </ul>
      <h3 class="govuk-heading-s">{words.todo}</h3>
      {todo.length === 0 ? <p class="govuk-body">{words.nothing}</p> : null}
      <ul class="ct-due">
        {todo.map((one) => (
          <DueItem
            title={workTitle(shared, one.kind)}
            href={
              one.kind === 'monthlyCheck' && one.status !== 'heldAwaitingClosure' && may('markNotPracticable')
                ? link('/people/:personId/due/:planId/not-practicable/:obligationId', {
                    ...places,
                    obligationId: one.id,
                  })
                : undefined
            }
            dueAt={one.dueAt}
            now={now}
            language={language}
            shared={shared}
          />
        ))}
      </ul>
      <ObligationsCalendar
        id={`due-${planId}`}
        title={words.picture(kind)}
        today={now}
        words={chartWords(language)}
        obligations={obligations.map((one) => {
          const state = obligationState(one.status, one.dueAt, now);
          return {
            kind: workTitle(shared, one.kind),
            dueOn: one.dueAt,
            state,
            words: state === 'late' ? dueText(shared, one.dueAt, now) : codeText(words.states, one.status),
          };
        })}
      />
    </section>
  );
};
