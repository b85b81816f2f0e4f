import type { Fields } from '../session/session.js';

/** One field of a form: which inputs it consists of, and what they say together. */
export interface FieldKind<Value> {
  /** What the names of its inputs end with, in the order of the page. */
  readonly inputs: readonly string[];
  readonly value: (input: (ending: string) => string) => Value;
}

export type FieldKinds = Readonly<Record<string, FieldKind<unknown>>>;

/** What a form's fields say. */
export type ValuesOf<Kinds extends FieldKinds> = {
  readonly [Name in keyof Kinds]: Kinds[Name] extends FieldKind<infer Value> ? Value : never;
};

/** Words; nothing where there are none. */
export const text: FieldKind<string | undefined> = {
  inputs: [''],
  value: (input) => said(input('')),
};

/** A day, of three inputs. What is no day is passed on as it was written: the API says what is wrong with it. */
export const date: FieldKind<string | undefined> = {
  inputs: ['-day', '-month', '-year'],
  value: (input) => {
    const parts = [input('-year'), input('-month'), input('-day')].map((part) => part.trim());
    if (parts.every((part) => part === '')) return undefined;
    return parts.map((part) => part.padStart(2, '0')).join('-');
  },
};

/** One of some codes; nothing where none was chosen. */
export function oneOf<const Code extends string>(...codes: readonly Code[]): FieldKind<Code | undefined> {
  return { inputs: [''], value: (input) => codes.find((code) => code === input('')) };
}

/** Some of some codes. */
export function someOf<const Code extends string>(...codes: readonly Code[]): FieldKind<readonly Code[]> {
  return { inputs: [''], value: (input) => codes.filter((code) => linesOf(input('')).includes(code)) };
}

/** Several lines of words, each a thing of its own. */
export const lines: FieldKind<readonly string[]> = { inputs: [''], value: (input) => linesOf(input('')) };

/** Whether a box is ticked. */
export const ticked: FieldKind<boolean> = { inputs: [''], value: (input) => input('') !== '' };

/** The values of several boxes of one name arrive as lines: see `fieldsOf`. */
export function linesOf(value: string): readonly string[] {
  return value
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');
}

export function valuesIn<Kinds extends FieldKinds>(kinds: Kinds, fields: Fields): ValuesOf<Kinds>;
export function valuesIn(kinds: FieldKinds, fields: Fields): Readonly<Record<string, unknown>> {
  return Object.fromEntries(
    Object.entries(kinds).map(([name, { value }]) => [name, value((ending) => fields[`${name}${ending}`] ?? '')]),
  );
}

function said(value: string): string | undefined {
  const trimmed = value.trim();
  return trimmed === '' ? undefined : trimmed;
}
