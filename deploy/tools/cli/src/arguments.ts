import { startOfDay } from '@carethread/calendar';
import { isDate, isId, readInstant } from '@carethread/contracts';

const STREAM = /^[a-z][A-Za-z]*-(.+)$/;

/**
 * An instant as RFC 3339 has it, or a local date, which means its first moment in London. Nothing else: `2026` or `3/2/2026` would
 * be read in some way that nobody meant. Gives UTC with milliseconds. Throws where the text is neither.
 */
export function instantArgument(name: string, text: string): string {
  const instant = isDate(text) ? startOfDay(text) : readInstant(text);
  if (instant !== undefined) return instant;
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
