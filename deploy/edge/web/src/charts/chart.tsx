import type { Child } from 'hono/jsx';
import { WideTable } from '../shell/wide-table.js';

/** Wide enough that 16 px stay readable where the picture shrinks to a phone on its side; below that the table stands alone. */
export const WIDTH = 720;

export interface ChartProps {
  /** Starts the ids of this picture: one page may have several. */
  readonly id: string;
  readonly title: string;
  /** The picture in a sentence or two, for those who do not see it and under it for all. */
  readonly summary: string;
  readonly height: number;
  readonly head: readonly string[];
  readonly rows: readonly (readonly string[])[];
  readonly children?: Child;
}

/** A picture, and the same as a table, which scrolls by itself where a phone has no room for it. */
export const Chart = ({ id, title, summary, height, head, rows, children }: ChartProps) => (
  <figure class="ct-chart">
    <svg
      class="ct-chart__picture"
      viewBox={`0 0 ${WIDTH} ${height}`}
      role="img"
      aria-labelledby={`${id}-title ${id}-desc`}
      focusable="false"
    >
      <title id={`${id}-title`}>{title}</title>
      <desc id={`${id}-desc`}>{summary}</desc>
      <defs>
        <pattern id={`${id}-hatch`} width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
          <rect class="ct-chart__ground" width="6" height="6" />
          <line class="ct-chart__hatch" x1="0" y1="0" x2="0" y2="6" />
        </pattern>
      </defs>
      {children}
    </svg>
    <figcaption class="govuk-body-s">{summary}</figcaption>
    <WideTable label={title} caption={title} head={head}>
      {rows.map(([first = '', ...cells]) => (
        <tr class="govuk-table__row">
          <th scope="row" class="govuk-table__header">
            {first}
          </th>
          {cells.map((cell) => (
            <td class="govuk-table__cell">{cell}</td>
          ))}
        </tr>
      ))}
    </WideTable>
  </figure>
);
