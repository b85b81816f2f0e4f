import type { Markup } from '@carethread/govuk';
import { chartWords, ObligationsCalendar, OutcomeProgress } from '../../../charts/index.js';
import type { Shown } from '../../../shell/shown.js';
import { codeText, workTitle } from '../../../words/codes.js';
import { dayText } from '../../../words/dates.js';
import { InspectFrame } from '../inspect-frame.js';
import type { InspectOutcomes } from './inspect-outcomes.js';
import { obligationState } from '../obligation-state.js';
import type { Words } from './words.js';

export const InspectOutcomesView = (model: InspectOutcomes, shown: Shown<Words>): Markup => {
  const { words, shared, language, now } = shown;
  const { reviews, obligations } = model.evidence;
  const charts = chartWords(language);
  return (
    <InspectFrame part="outcomes" shown={shown}>
      <p class="govuk-body">{words.lead}</p>
      <button type="button" class="govuk-button govuk-button--secondary ct-script-only" data-print="">
        {words.print}
      </button>
      <h2 class="govuk-heading-m">{words.progress}</h2>
      <OutcomeProgress id="outcomes" title={words.progress} outcomes={outcomesOf(model, words)} words={charts} />
      <h2 class="govuk-heading-m">{words.reviews}</h2>
      {reviews.length === 0 ? <p class="govuk-body">{words.noReviews}</p> : null}
      <ul class="govuk-list govuk-list--bullet">
        {reviews.map(({ heldAt, outcome }) => (
          <li>{words.review(heldAt === null ? words.notHeld : dayText(language, heldAt), outcome ?? '')}</li>
        ))}
      </ul>
      <h2 class="govuk-heading-m">{words.due}</h2>
      <ObligationsCalendar
        id="due"
        title={words.due}
        today={now}
        words={charts}
        obligations={obligations.map(({ kind, dueAt, status }) => ({
          kind: workTitle(shared, kind),
          dueOn: dueAt,
          state: obligationState(status, dueAt, now),
          words: codeText(words.states, status),
        }))}
      />
    </InspectFrame>
  );
};

/** Each outcome with what every review that was held said of it. */
function outcomesOf({ evidence, names }: InspectOutcomes, words: Words) {
  const held = evidence.reviews.flatMap(({ heldAt, progress }) => (heldAt === null ? [] : [{ heldAt, progress }]));
  const ids = [...new Set(held.flatMap(({ progress }) => Object.keys(progress)))];
  return ids.map((id, index) => ({
    name: names.get(id) ?? words.outcome(index + 1),
    looks: held.flatMap(({ heldAt, progress }) => {
      const said = progress[id];
      return said === undefined
        ? []
        : {
            on: heldAt,
            status: codeText(words.progressOf, said.status),
            achieved: said.achieved === true || said.status === 'achieved' || said.status === 'met',
            rating: said.personRating,
          };
    }),
  }));
}
