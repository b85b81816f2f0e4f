import { Chart, WIDTH } from './chart.js';
import type { ChartWords } from './chart-words.js';
import { MonthLines } from './month-lines.js';
import { spanOf, timeScale } from './time-scale.js';

export interface LevelEntry {
  readonly level: string;
  readonly from: string;
  readonly why: string;
}

export interface LevelStepsProps {
  readonly id: string;
  readonly title: string;
  /** The levels that there are, the highest first, in words. */
  readonly levels: readonly string[];
  /** In order of time. */
  readonly entries: readonly LevelEntry[];
  readonly today: string;
  readonly words: ChartWords;
}

const ROW = 48;
const TOP = 20;

/** Which level was in force when, as steps. */
export const LevelSteps = ({ id, title, levels, entries, today, words }: LevelStepsProps) => {
  const last = entries.at(-1);
  if (last === undefined) return <p class="govuk-body">{words.nothing}</p>;
  const { from, to } = spanOf([today, ...entries.map((entry) => entry.from)]);
  const names = Math.min(Math.max(...levels.map((level) => level.length)) * 8.6 + 28, WIDTH / 3);
  const scale = timeScale(from, to, names, WIDTH - 16);
  const bottom = TOP + levels.length * ROW;
  const y = (level: string) => TOP + (Math.max(levels.indexOf(level), 0) + 0.5) * ROW;
  const until = (index: number) => entries[index + 1]?.from;
  const path = entries
    .map(
      ({ level, from: start }, index) =>
        `${index === 0 ? 'M' : 'H'}${scale.x(start)}${index === 0 ? ' ' : 'V'}${y(level)}`,
    )
    .join('');
  return (
    <Chart
      id={id}
      title={title}
      summary={words.levels.summary(entries.length, last.level)}
      height={bottom + 30}
      head={words.levels.head}
      rows={entries.map(({ level, from: start, why }, index) => {
        const end = until(index);
        return [level, words.day(start), end === undefined ? words.levels.now : words.day(end), why];
      })}
    >
      {levels.map((level, row) => (
        <g>
          {row % 2 === 0 ? <rect class="ct-chart__band" x="0" y={TOP + row * ROW} width={WIDTH} height={ROW} /> : null}
          <text x="8" y={TOP + (row + 0.5) * ROW + 6}>
            {level}
          </text>
        </g>
      ))}
      <MonthLines scale={scale} top={TOP} bottom={bottom} words={words} />
      <path class="ct-chart__line" d={`${path}H${scale.right}`} />
      {entries.map(({ level, from: start }) => (
        <circle class="ct-chart__met" cx={scale.x(start)} cy={y(level)} r="6" />
      ))}
    </Chart>
  );
};
