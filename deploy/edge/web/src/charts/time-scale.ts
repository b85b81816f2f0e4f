// From days to places on a line. Days are calendar days ("2026-03-21"); of an instant the day counts.
const DAY_MS = 86_400_000;

export interface TimeScale {
  readonly from: string;
  readonly to: string;
  /** The place of a day; days outside the line lie at its ends. */
  x(day: string): number;
  readonly left: number;
  readonly right: number;
}

const dayNumber = (at: string): number => Math.floor(Date.parse(`${at.slice(0, 10)}T00:00:00Z`) / DAY_MS);
const rounded = (value: number): number => Math.round(value * 10) / 10;

export function timeScale(from: string, to: string, left: number, right: number): TimeScale {
  const first = dayNumber(from);
  const days = Math.max(dayNumber(to) - first, 1);
  const x = (day: string): number => {
    const part = Math.min(Math.max((dayNumber(day) - first) / days, 0), 1);
    return rounded(left + part * (right - left));
  };
  return { from: from.slice(0, 10), to: to.slice(0, 10), x, left, right };
}

/** The first days of months on the scale, so few of them that their names have room. */
export function monthsOf(scale: TimeScale, room: number): readonly string[] {
  const firsts: string[] = [];
  const last = dayNumber(scale.to);
  const day = new Date(`${scale.from.slice(0, 7)}-01T00:00:00Z`);
  if (dayNumber(scale.from) > dayNumber(day.toISOString())) day.setUTCMonth(day.getUTCMonth() + 1);
  for (; dayNumber(day.toISOString()) <= last; day.setUTCMonth(day.getUTCMonth() + 1))
    firsts.push(day.toISOString().slice(0, 10));
  const most = Math.max(Math.floor((scale.right - scale.left) / room), 1);
  const step = [1, 2, 3, 6, 12, 24, 60, 120].find((months) => firsts.length / months <= most) ?? firsts.length;
  return firsts.filter((_, index) => index % step === 0);
}

/** The earliest and the latest of some days. */
export function spanOf(days: readonly string[]): { readonly from: string; readonly to: string } {
  const sorted = days.map((day) => day.slice(0, 10)).sort();
  return { from: sorted[0] ?? '', to: sorted.at(-1) ?? '' };
}
