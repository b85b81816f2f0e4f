import { member } from './member.js';

/** Whether a value of unknown type, such as one read from a file or an answer, has a type: every member that the type names is looked at. */
export type Guard<T> = (value: unknown) => value is T;

/** Of an optional member the guard takes undefined too. */
type Guards<T> = {
  readonly [Name in keyof T]-?: object extends Pick<T, Name> ? Guard<T[Name] | undefined> : Guard<T[Name]>;
};

export const isText: Guard<string> = (value) => typeof value === 'string';
export const isNumber: Guard<number> = (value) => typeof value === 'number';
export const isFlag: Guard<boolean> = (value) => typeof value === 'boolean';
export const isObject: Guard<object> = (value) => typeof value === 'object' && value !== null;
/** For a member that is not looked into. */
export const isAnything: Guard<unknown> = (_value): _value is unknown => true;

export function optional<T>(guard: Guard<T>): Guard<T | undefined> {
  return (value): value is T | undefined => value === undefined || guard(value);
}

export function oneOf<Word extends string | null>(...words: readonly Word[]): Guard<Word> {
  return (value): value is Word => words.some((word) => word === value);
}

export function listOf<T>(guard: Guard<T>): Guard<readonly T[]> {
  return (value): value is readonly T[] => Array.isArray(value) && value.every((one) => guard(one));
}

/** Any number of members, each of that type. */
export function dictionaryOf<T>(guard: Guard<T>): Guard<Readonly<Record<string, T>>> {
  return (value): value is Readonly<Record<string, T>> =>
    isObject(value) && !Array.isArray(value) && Object.values(value).every((one) => guard(one));
}

/** An object by the guards of its members; a member that the type has and the guards lack does not compile. */
export function shapeOf<T extends object>(guards: Guards<T>): Guard<T> {
  return (value): value is T => {
    if (!isObject(value)) return false;
    for (const name in guards) if (!guards[name](member(value, name))) return false;
    return true;
  };
}

/** The value of a JSON text. Throws, with what it was to be and without the text, where it is no JSON or of another type. */
export function parsed<T>(text: string, guard: Guard<T>, what: string): T {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw new Error(`not JSON: ${what} was expected`);
  }
  return checked(value, guard, what);
}

/** The value itself. Throws, with what it was to be and without the value, where it is of another type. */
export function checked<T>(value: unknown, guard: Guard<T>, what: string): T {
  if (guard(value)) return value;
  throw new Error(`something else where ${what} was expected`);
}
