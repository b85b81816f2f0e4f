import type { Markup } from '@carethread/govuk';
import { memberLabel, sectionLabel, shownLines } from './labels.js';
import type { PlanWords } from './words.js';

/** A change of a plan, with the difference by word where the API tells it. */
export interface ShownChange {
  readonly section: string;
  readonly field?: string;
  readonly before: unknown;
  readonly after: unknown;
  readonly words: readonly { readonly text: string; readonly added?: boolean; readonly removed?: boolean }[];
  readonly reason?: string | null;
}

interface ChangeProps {
  readonly change: ShownChange;
  readonly words: PlanWords;
  readonly labels: { readonly before: string; readonly after: string };
}

/** Before and after, each word that differs told by its mark and by its element. */
export const ChangeView = ({ change, words, labels }: ChangeProps): Markup => {
  const { section, field, before, after, reason } = change;
  const lines = (value: unknown): string => shownLines(words, value).join('. ');
  const heading = [sectionLabel(words, section), field === undefined ? '' : memberLabel(words, field)];
  return (
    <li class="ct-people__person">
      <h3 class="govuk-heading-s">{heading.filter(Boolean).join(': ')}</h3>
      {change.words.length > 0 ? (
        <p class="ct-difference">
          {change.words.map(({ text, added, removed }) => {
            if (added === true) return <ins>{text}</ins>;
            return removed === true ? <del>{text}</del> : text;
          })}
        </p>
      ) : (
        <dl class="govuk-summary-list govuk-summary-list--no-border">
          {lines(before) === '' ? null : <Row label={labels.before} text={lines(before)} />}
          {lines(after) === '' ? null : <Row label={labels.after} text={lines(after)} />}
        </dl>
      )}
      {reason === undefined || reason === null ? null : <p class="govuk-body-s">{reason}</p>}
    </li>
  );
};

const Row = ({ label, text }: { readonly label: string; readonly text: string }): Markup => (
  <div class="govuk-summary-list__row">
    <dt class="govuk-summary-list__key">{label}</dt>
    <dd class="govuk-summary-list__value">{text}</dd>
  </div>
);
