import { Chart, WIDTH } from './chart.js';
import type { ChartWords } from './chart-words.js';
import { MonthLines } from './month-lines.js';
import { timeScale } from './time-scale.js';

export interface YearEvent {
  readonly on: string;
  /** In words: "Plan signed". */
  readonly what: string;
}

export interface YearLineProps {
  readonly id: string;
  readonly title: string;
  readonly from: string;
  readonly to: string;
  readonly events: readonly YearEvent[];
  readonly words: ChartWords;
}

const MARK = 14;

/** What happened in a year, on one line: numbers above the line, and the words to them in the table. */
export const YearLine = ({ id, title, from, to, events, words }: YearLineProps) => {
  if (events.length === 0) return <p class="govuk-body">{words.nothing}</p>;
  const scale = timeScale(from, to, 24, WIDTH - 24);
  const ordered = [...events].sort((one, other) => (one.on < other.on ? -1 : 1));
  const marks = stacked(ordered.map(({ on }) => scale.x(on)));
  const highest = Math.max(...marks.map(({ height }) => height));
  const line = 24 + (highest + 1) * 2 * (MARK + 1);
  const y = (height: number) => line - MARK - 6 - height * 2 * (MARK + 1);
  return (
    <Chart
      id={id}
      title={title}
      summary={words.year.summary(ordered.length)}
      height={line + 34}
      head={words.year.head}
      rows={ordered.map(({ on, what }, index) => [String(index + 1), words.day(on), what])}
    >
      <MonthLines scale={scale} top={line - 6} bottom={line} words={words} />
      {marks.map(({ x, height }) => (
        <line class="ct-chart__axis" x1={x} y1={y(height)} x2={x} y2={line} />
      ))}
      {marks.map(({ x, height }, index) => (
        <g>
          <circle class="ct-chart__full" cx={x} cy={y(height)} r={MARK} />
          <text class="ct-chart__light" x={x} y={y(height) + 5.5} text-anchor="middle">
            {index + 1}
          </text>
        </g>
      ))}
    </Chart>
  );
};

/** Marks that would cover each other stand one above the other. */
function stacked(places: readonly number[]): readonly { readonly x: number; readonly height: number }[] {
  const lastAt: number[] = [];
  return places.map((x) => {
    const free = lastAt.findIndex((taken) => x - taken >= 2 * MARK + 2);
    const height = free === -1 ? lastAt.length : free;
    lastAt[height] = x;
    return { x, height };
  });
}
