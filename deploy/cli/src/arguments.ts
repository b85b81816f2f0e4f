import { startOfDay } from '@carethread/calendar';
import { isDate, isId } from '@carethread/contracts';

/** RFC 3339: date, time to the second, and the offset from UTC. */
const INSTANT =
  /^(\d{4}-\d{2}-\d{2})T([01]\d|2[0-3]):[0-5]\d:[0-5]\d(?:\.\d{1,9})?(?:Z|[+-](?:[01]\d|2[0-3]):[0-5]\d)$/i;
const STREAM = /^[a-z][A-Za-z]*-(.+)$/;

/**
 * An instant as RFC 3339 has it, or a local date, which means its first moment in London. Nothing else: `2026` or `3/2/2026` would
 * be read in some way that nobody meant. Gives UTC with milliseconds. Throws where the text is neither.
 */
export function instantArgument(name: string, text: string): string {
  const day = INSTANT.exec(text)?.[1];
  if (isDate(day)) return new Date(text.toUpperCase()).toISOString();
  if (day === undefined && isDate(text)) return startOfDay(text);
  throw new Error(
    `${name}: ${JSON.stringify(text)} is neither an instant (2026-03-02T09:00:00Z) nor a date (2026-03-02)`,
  );
}

/** A UUID, in lower case. Throws where the text is none. */
export function idArgument(name: string, text: string): string {
  const id = text.toLowerCase();
  if (!isId(id)) throw new Error(`${name}: ${JSON.stringify(text)} is no id: it must be a UUID`);
  return id;
}

/** The name of a stream, `<category>-<uuid>`. Throws where the text is none. */
export function streamArgument(name: string, text: string): string {
  if (!isId(STREAM.exec(text)?.[1]))
    throw new Error(`${name}: ${JSON.stringify(text)} is no stream: it must be a name such as carePlan-<uuid>`);
  return text;
}
