const DAY_MS = 86_400_000;
/** Days of the year that a command file is written for; what people were born on lies long before. */
const DATE = /\b202[5-9]-\d\d-\d\d/g;

/** A command file as if it had been written so many days later: every date in it moves. */
export function movedBy(text: string, days: number): string {
  return text.replace(DATE, (date) => new Date(Date.parse(date) + days * DAY_MS).toISOString().slice(0, 10));
}

/** Whole weeks between two days, in days: what happened on a Monday happens on a Monday. */
export function weeksBetween(from: string, to: string): number {
  return Math.floor((Date.parse(to) - Date.parse(from)) / (7 * DAY_MS)) * 7;
}
