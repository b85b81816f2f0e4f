import type { Markup } from '@carethread/govuk';

interface WideTableProps {
  /** Names the region, which scrolls by itself and not the page. */
  readonly label: string;
  readonly caption: string;
  /** The caption stands as a heading just above: it is read out, and not shown twice. */
  readonly isCaptionHidden?: boolean;
  readonly head: readonly string[];
  /** The rows. */
  readonly children: Markup | readonly Markup[];
}

/** A table that may be wider than the screen. */
export const WideTable = ({ label, caption, isCaptionHidden = false, head, children }: WideTableProps): Markup => (
  <div class="ct-scroll" role="region" tabindex={0} aria-label={label}>
    <table class="govuk-table">
      <caption class={`govuk-table__caption ${isCaptionHidden ? 'govuk-visually-hidden' : 'govuk-table__caption--s'}`}>
        {caption}
      </caption>
      <thead class="govuk-table__head">
        <tr class="govuk-table__row">
          {head.map((name) => (
            <th scope="col" class="govuk-table__header">
              {name}
            </th>
          ))}
        </tr>
      </thead>
      <tbody class="govuk-table__body">{children}</tbody>
    </table>
  </div>
);
