import { Chart, WIDTH } from './chart.js';
import type { ChartWords } from './chart-words.js';
import { anchorAt, MonthLines } from './month-lines.js';
import { spanOf, timeScale } from './time-scale.js';

export interface OutcomeLook {
  readonly on: string;
  /** In words: "Getting there". */
  readonly status: string;
  readonly achieved: boolean;
  /** How the person rates it, from 1 to 5. */
  readonly rating?: number | undefined;
}

export interface OutcomeShown {
  readonly name: string;
  readonly looks: readonly OutcomeLook[];
}

export interface OutcomeProgressProps {
  readonly id: string;
  readonly title: string;
  readonly outcomes: readonly OutcomeShown[];
  readonly words: ChartWords;
}

const MOST = 5;
const ROW = 104;
const TOP = 8;

/** How far each outcome has come, review by review: a row for each, the higher the better. */
export const OutcomeProgress = ({ id, title, outcomes, words }: OutcomeProgressProps) => {
  const days = [...new Set(outcomes.flatMap(({ looks }) => looks.map(({ on }) => on.slice(0, 10))))].sort();
  if (days.length === 0) return <p class="govuk-body">{words.nothing}</p>;
  const { from, to } = spanOf(days);
  const scale = timeScale(from, to, 24, WIDTH - 24);
  const bottom = TOP + outcomes.length * ROW;
  const said = ({ status, rating }: OutcomeLook) =>
    rating === undefined ? status : `${status}, ${words.outcomes.rating(rating, MOST)}`;
  return (
    <Chart
      id={id}
      title={title}
      summary={words.outcomes.summary(outcomes.length, days.length)}
      height={bottom + 30}
      head={[words.outcomes.outcome, ...days.map(words.day)]}
      rows={outcomes.map(({ name, looks }) => [
        name,
        ...days.map((day) => {
          const look = looks.find(({ on }) => on.slice(0, 10) === day);
          return look === undefined ? words.outcomes.notLookedAt : said(look);
        }),
      ])}
    >
      <MonthLines scale={scale} top={TOP} bottom={bottom} words={words} />
      {outcomes.map(({ name, looks }, row) => {
        const top = TOP + row * ROW;
        const y = (rating: number | undefined) => top + 84 - ((rating ?? (MOST + 1) / 2) - 1) * 9;
        const points = [...looks].sort((one, other) => (one.on < other.on ? -1 : 1));
        const latest = points.at(-1);
        return (
          <g>
            <text class="ct-chart__strong ct-chart__haloed" x="8" y={top + 22}>
              {name}
            </text>
            <polyline
              class="ct-chart__line"
              points={points.map(({ on, rating }) => `${scale.x(on)},${y(rating)}`).join(' ')}
            />
            {points.map(({ on, rating, achieved }) => (
              <circle
                class={achieved ? 'ct-chart__met' : 'ct-chart__due'}
                cx={scale.x(on)}
                cy={y(rating)}
                r={achieved ? 9 : 7}
              />
            ))}
            {latest === undefined ? null : (
              <text
                class="ct-chart__haloed"
                x={scale.x(latest.on)}
                y={y(latest.rating) - 14}
                text-anchor={anchorAt(scale, scale.x(latest.on))}
              >
                {said(latest)}
              </text>
            )}
          </g>
        );
      })}
    </Chart>
  );
};
