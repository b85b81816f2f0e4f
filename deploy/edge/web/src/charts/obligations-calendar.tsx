import { Chart, WIDTH } from './chart.js';
import type { ChartWords } from './chart-words.js';
import { anchorAt, MonthLines } from './month-lines.js';
import { spanOf, timeScale } from './time-scale.js';

export interface ObligationShown {
  /** In words: "Monthly check". Obligations of the same words share a row. */
  readonly kind: string;
  readonly dueOn: string;
  readonly state: 'met' | 'due' | 'late' | 'dropped';
  /** In words: "6 days late". */
  readonly words: string;
}

export interface ObligationsCalendarProps {
  readonly id: string;
  readonly title: string;
  readonly today: string;
  readonly obligations: readonly ObligationShown[];
  readonly words: ChartWords;
}

const ROW = 58;
const TOP = 34;

/** What is due for a person, a row for each kind: done, to come, late. */
export const ObligationsCalendar = ({ id, title, today, obligations, words }: ObligationsCalendarProps) => {
  if (obligations.length === 0) return <p class="govuk-body">{words.nothing}</p>;
  const shown = [...obligations].sort((one, other) => (one.dueOn < other.dueOn ? -1 : 1));
  const kinds = [...new Set(shown.map(({ kind }) => kind))];
  const { from, to } = spanOf([today, ...shown.map(({ dueOn }) => dueOn)]);
  const scale = timeScale(from, to, 16, WIDTH - 16);
  const bottom = TOP + kinds.length * ROW;
  const count = (state: ObligationShown['state']) => shown.filter((one) => one.state === state).length;
  return (
    <Chart
      id={id}
      title={title}
      summary={words.calendar.summary({ met: count('met'), due: count('due'), late: count('late') })}
      height={bottom + 30}
      head={words.calendar.head}
      rows={shown.map((one) => [one.kind, words.day(one.dueOn), one.words])}
    >
      <MonthLines scale={scale} top={TOP} bottom={bottom} words={words} />
      <line class="ct-chart__line" x1={scale.x(today)} y1={TOP - 6} x2={scale.x(today)} y2={bottom} />
      <text class="ct-chart__strong" x={scale.x(today)} y={TOP - 14} text-anchor={anchorAt(scale, scale.x(today))}>
        {words.today}
      </text>
      {kinds.map((kind, row) => {
        const ofKind = shown.filter((one) => one.kind === kind);
        const y = TOP + row * ROW;
        const late = ofKind.find(({ state }) => state === 'late');
        return (
          <g>
            <text class="ct-chart__haloed" x={scale.left} y={y + 20}>
              {kind} {late === undefined ? null : <tspan class="ct-chart__strong">{late.words}</tspan>}
            </text>
            {ofKind.map((one) => (
              <Mark x={scale.x(one.dueOn)} y={y + 40} state={one.state} hatch={`${id}-hatch`} />
            ))}
          </g>
        );
      })}
    </Chart>
  );
};

interface MarkProps {
  readonly x: number;
  readonly y: number;
  readonly state: ObligationShown['state'];
  readonly hatch: string;
}

/** Each state has a form of its own: a full circle is done, an empty one to come, a diamond with a stroke late, a cross dropped. */
const Mark = ({ x, y, state, hatch }: MarkProps) => {
  if (state === 'met') return <circle class="ct-chart__met" cx={x} cy={y} r="8" />;
  if (state === 'due') return <circle class="ct-chart__due" cx={x} cy={y} r="7" />;
  if (state === 'dropped') return <path class="ct-chart__axis" d={`M${x - 6} ${y - 6}l12 12m0 -12l-12 12`} />;
  return <path class="ct-chart__late" fill={`url(#${hatch})`} d={`M${x} ${y - 11}l11 11l-11 11l-11 -11z`} />;
};
