import { Chart, WIDTH } from './chart.js';
import type { ChartWords } from './chart-words.js';

export interface OverdueCount {
  /** In words: "Monthly check". */
  readonly kind: string;
  /** The first day of a month. */
  readonly month: string;
  readonly count: number;
}

export interface OverdueGridProps {
  readonly id: string;
  readonly title: string;
  readonly counts: readonly OverdueCount[];
  readonly words: ChartWords;
}

const ROW = 60;
const TOP = 30;
/** More months than this have no room for their names: what is older is counted with the oldest shown. */
const MONTHS = 7;

/** What is late in a service: a square for each kind and month, the larger the more, with the number in it or beside it. */
export const OverdueGrid = ({ id, title, counts, words }: OverdueGridProps) => {
  const some = counts.filter(({ count }) => count > 0);
  if (some.length === 0) return <p class="govuk-body">{words.nothing}</p>;
  const months = [...new Set(some.map(({ month }) => month.slice(0, 7)))].sort();
  const shown = months.slice(-MONTHS);
  const kinds = [...new Set(some.map(({ kind }) => kind))];
  const sum = (found: readonly OverdueCount[]) => found.reduce((total, { count }) => total + count, 0);
  const at = (kind: string, month: string) =>
    sum(some.filter((one) => one.kind === kind && one.month.slice(0, 7) === month));
  const drawn = (kind: string, index: number) =>
    index === 0
      ? sum(some.filter((one) => one.kind === kind && one.month.slice(0, 7) <= (shown[0] ?? '')))
      : at(kind, shown[index] ?? '');
  const most = Math.max(...kinds.flatMap((kind) => shown.map((_, index) => drawn(kind, index))));
  const column = (WIDTH - 16) / shown.length;
  const name = (month: string) => words.month(`${month}-01`);
  return (
    <Chart
      id={id}
      title={title}
      summary={words.overdue.summary(sum(some))}
      height={TOP + kinds.length * ROW + 8}
      head={[words.overdue.what, ...months.map(name), words.overdue.total]}
      rows={kinds.map((kind) => [
        kind,
        ...months.map((month) => String(at(kind, month))),
        String(sum(some.filter((one) => one.kind === kind))),
      ])}
    >
      {shown.map((month, index) => (
        <text x={8 + (index + 0.5) * column} y="18" text-anchor="middle">
          {index === 0 && months.length > MONTHS ? `≤ ${name(month)}` : name(month)}
        </text>
      ))}
      {kinds.map((kind, row) => {
        const y = TOP + row * ROW;
        return (
          <g>
            <line class="ct-chart__grid" x1="8" y1={y} x2={WIDTH - 8} y2={y} />
            <text class="ct-chart__haloed" x="8" y={y + 18}>
              {kind}
            </text>
            {shown.map((_, index) => {
              const count = drawn(kind, index);
              if (count === 0) return null;
              const side = 10 + Math.sqrt(count / most) * 20;
              const x = 8 + (index + 0.5) * column;
              return (
                <g>
                  <rect
                    class="ct-chart__late"
                    fill={`url(#${id}-hatch)`}
                    x={x - side / 2}
                    y={y + 40 - side / 2}
                    width={side}
                    height={side}
                  />
                  <text class="ct-chart__strong ct-chart__haloed" x={x + side / 2 + 6} y={y + 46}>
                    {count}
                  </text>
                </g>
              );
            })}
          </g>
        );
      })}
    </Chart>
  );
};
