import { Chart, WIDTH } from './chart.js';
import type { ChartWords } from './chart-words.js';
import { anchorAt, MonthLines } from './month-lines.js';
import { spanOf, timeScale } from './time-scale.js';

export interface VersionShown {
  /** "Version 2" */
  readonly name: string;
  readonly from: string;
  /** Undefined while it is in force. */
  readonly to?: string | undefined;
  readonly recordedAt: string;
}

export interface VersionAxisProps {
  readonly id: string;
  readonly title: string;
  readonly versions: readonly VersionShown[];
  /** The day that the user stands on, and the day that the user asks about. */
  readonly knownOn: string;
  readonly about: string;
  readonly today: string;
  readonly words: ChartWords;
}

const ROW = 38;
const TOP = 36;

/** Versions by when they were in force, a row for each; what was recorded after the day one stands on is hollow. */
export const VersionAxis = ({ id, title, versions, knownOn, about, today, words }: VersionAxisProps) => {
  if (versions.length === 0) return <p class="govuk-body">{words.nothing}</p>;
  const { from, to } = spanOf([knownOn, about, today, ...versions.flatMap((one) => [one.from, one.to ?? one.from])]);
  const scale = timeScale(from, to, 16, WIDTH - 16);
  const bottom = TOP + versions.length * ROW;
  const isLater = ({ recordedAt }: VersionShown) => recordedAt.slice(0, 10) > knownOn.slice(0, 10);
  const { versions: said } = words;
  const blocks = versions.map((one, row) => {
    const later = isLater(one);
    const start = scale.x(one.from);
    const end = Math.max(scale.x(one.to ?? to), start + 6);
    return { label: later ? said.recordedLater(one.name) : one.name, later, start, end, y: TOP + row * ROW + 5 };
  });
  return (
    <Chart
      id={id}
      title={title}
      summary={said.summary(versions.length, versions.filter(isLater).length)}
      height={bottom + 54}
      head={said.head}
      rows={versions.map((one) => [
        one.name,
        words.day(one.from),
        one.to === undefined ? said.stillInForce : words.day(one.to),
        words.day(one.recordedAt),
        isLater(one) ? said.later : said.known,
      ])}
    >
      <MonthLines scale={scale} top={TOP} bottom={bottom} words={words} />
      {blocks.map(({ later, start, end, y }) => (
        <rect
          class={later ? 'ct-chart__hollow' : 'ct-chart__full'}
          x={start}
          y={y}
          width={end - start}
          height={ROW - 10}
        />
      ))}
      <line
        class="ct-chart__line ct-chart__over"
        x1={scale.x(knownOn)}
        y1={TOP - 8}
        x2={scale.x(knownOn)}
        y2={bottom}
      />
      <text class="ct-chart__strong" x={scale.x(knownOn)} y={TOP - 14} text-anchor={anchorAt(scale, scale.x(knownOn))}>
        {said.knownOn(words.day(knownOn))}
      </text>
      <line class="ct-chart__dotted ct-chart__over" x1={scale.x(about)} y1={TOP} x2={scale.x(about)} y2={bottom + 28} />
      <text class="ct-chart__strong" x={scale.x(about)} y={bottom + 44} text-anchor={anchorAt(scale, scale.x(about))}>
        {said.about(words.day(about))}
      </text>
      {blocks.map((block) => (
        <VersionName {...block} />
      ))}
    </Chart>
  );
};

interface VersionNameProps {
  readonly label: string;
  readonly later: boolean;
  readonly start: number;
  readonly end: number;
  readonly y: number;
}

/** About what a letter of 16 px takes. */
const LETTER = 8.6;

/** The name inside its block; beside it where the block is too short. */
const VersionName = ({ label, later, start, end, y }: VersionNameProps) => {
  const room = label.length * LETTER + 12;
  if (end - start >= room)
    return (
      <text class={later ? 'ct-chart__haloed' : 'ct-chart__light'} x={start + 6} y={y + 19}>
        {label}
      </text>
    );
  const left = start > room;
  return (
    <text class="ct-chart__haloed" x={left ? start - 6 : end + 6} y={y + 19} text-anchor={left ? 'end' : 'start'}>
      {label}
    </text>
  );
};
