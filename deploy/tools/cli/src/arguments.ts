import { startOfDay } from '@carethread/calendar';
import { isDate, isId, readInstant } from '@carethread/contracts';
import { InvalidArgumentError } from '@commander-js/extra-typings';

const STREAM = /^[a-z][A-Za-z]*-(.+)$/;

/**
 * An instant as RFC 3339 has it, or a local date, which means its first moment in London. Nothing else: `2026` or `3/2/2026` would
 * be read in a way that was not meant. Gives UTC with milliseconds. Throws InvalidArgumentError where the text is neither.
 */
export function instantArgument(text: string): string {
  const instant = isDate(text) ? startOfDay(text) : readInstant(text);
  if (instant !== undefined) return instant;
  throw new InvalidArgumentError('It must be an instant (2026-03-02T09:00:00Z) or a date (2026-03-02).');
}

/** A UUID, in lower case. Throws InvalidArgumentError where the text is none. */
export function idArgument(text: string): string {
  const id = text.toLowerCase();
  if (isId(id)) return id;
  throw new InvalidArgumentError('It must be a UUID.');
}

/** The name of a stream, `<category>-<uuid>`. Throws InvalidArgumentError where the text is none. */
export function streamArgument(text: string): string {
  if (isId(STREAM.exec(text)?.[1])) return text;
  throw new InvalidArgumentError('It must be the name of a stream, such as carePlan-<uuid>.');
}
