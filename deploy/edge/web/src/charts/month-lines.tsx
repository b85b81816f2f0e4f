import type { ChartWords } from './chart-words.js';
import { monthsOf, type TimeScale } from './time-scale.js';

interface MonthLinesProps {
  readonly scale: TimeScale;
  readonly top: number;
  readonly bottom: number;
  readonly words: ChartWords;
}

/** What the name of a month takes, with some air. */
const NAME = 90;

/** At an end of the line a name would run out of the picture. */
const isNamed = (scale: TimeScale, day: string): boolean =>
  scale.x(day) - scale.left > NAME / 3 && scale.right - scale.x(day) > NAME / 3;

/** A thin line at the beginning of a month, with its name below. */
export const MonthLines = ({ scale, top, bottom, words }: MonthLinesProps) => (
  <g>
    {monthsOf(scale, NAME).map((day) => (
      <g>
        <line class="ct-chart__grid" x1={scale.x(day)} y1={top} x2={scale.x(day)} y2={bottom} />
        {isNamed(scale, day) ? (
          <text x={scale.x(day)} y={bottom + 20} text-anchor="middle">
            {words.month(day)}
          </text>
        ) : null}
      </g>
    ))}
    <line class="ct-chart__axis" x1={scale.left} y1={bottom} x2={scale.right} y2={bottom} />
  </g>
);

/** Which side of a place its words may stand on, so that they stay inside the picture. */
export function anchorAt({ left, right }: TimeScale, x: number): 'start' | 'middle' | 'end' {
  const part = (x - left) / Math.max(right - left, 1);
  if (part < 0.15) return 'start';
  return part > 0.85 ? 'end' : 'middle';
}
