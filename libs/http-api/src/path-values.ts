import { isId, Refusal } from '@carethread/contracts';

const HASH = /^[0-9a-f]{64}$/;
const VERSION = /^\d{1,9}$/;
/** A category without a hyphen, then a UUID and nothing else. */
const STREAM = /^[a-z][A-Za-z]{0,63}-([0-9a-fA-F-]{36})$/;
/** Codes and names of things, of no fixed form: printable, and short. */
const LONGEST_TEXT = 200;
const CONTROL = /\p{Cc}/u;

/** Whether a stream of any service may have this name. */
export function isStreamName(value: string): boolean {
  return isId(STREAM.exec(value)?.[1]);
}

/** Whether a value may stand in a path where a template has `:name`: by its form alone, before anything is looked up. */
export function isPathValue(name: string, value: string): boolean {
  if (name === 'hash') return HASH.test(value);
  if (name === 'stream') return isStreamName(value);
  if (name === 'n') return VERSION.test(value);
  if (/id$/i.test(name)) return isId(value);
  return value !== '' && value.length <= LONGEST_TEXT && value.isWellFormed() && !CONTROL.test(value);
}

/** The form of a path's value in JSON Schema. */
export interface PathValueSchema {
  readonly type: 'string' | 'integer';
  readonly format?: 'uuid';
  readonly pattern?: string;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly minLength?: number;
  readonly maxLength?: number;
}

/** The same as `isPathValue` in JSON Schema. */
export function pathValueSchema(name: string): PathValueSchema {
  if (name === 'hash') return { type: 'string', pattern: HASH.source };
  if (name === 'stream') return { type: 'string', pattern: STREAM.source };
  if (name === 'n') return { type: 'integer', minimum: 0, maximum: 999_999_999 };
  if (/id$/i.test(name)) return { type: 'string', format: 'uuid' };
  return { type: 'string', minLength: 1, maxLength: LONGEST_TEXT };
}

/** Throws NOT_FOUND for what cannot be a value of its place: it points at nothing. */
export function requirePathValues(values: Readonly<Record<string, string>>): void {
  for (const [name, value] of Object.entries(values)) if (!isPathValue(name, value)) throw new Refusal('NOT_FOUND');
}

/**
 * The path of a template with its values, each of them checked and encoded as one segment: nothing that a caller wrote reaches
 * another route. Throws NOT_FOUND.
 */
export function fillPath(template: string, values: Readonly<Record<string, string>>): string {
  return template.replace(/:([A-Za-z]+)/g, (_, name: string) => {
    const value = values[name] ?? '';
    if (!isPathValue(name, value)) throw new Refusal('NOT_FOUND');
    return encodeURIComponent(value);
  });
}
