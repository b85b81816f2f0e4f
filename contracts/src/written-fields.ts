import { isVisible } from './characters.js';
import {
  check,
  field,
  formRule,
  isLabel,
  isPlain,
  isText,
  itemsOf,
  type FieldOptions,
  type Part,
  type Rules,
  type SchemaFragment,
  type Shaped,
  type Shown,
} from './fields.js';

/** Fields of what people write: text that may still be blank, times of day, values of several shapes. */
const MAX_TEXT = 10_000;
const MAX_REF = 200;
const MAX_ITEMS = 500;

/** Text that may still be blank: a draft is saved half done, and what is missing is said when it is proposed. */
export function isWords(value: unknown): value is string {
  return isText(value, MAX_TEXT, 0);
}

/** Of a text: not one, too long, or with characters that it may not have. */
const atMost =
  (limit: number): Rules['broken'] =>
  (value) =>
    typeof value === 'string' && value.length > limit ? { rule: 'maxLength', limit } : formRule(value);

const WORDS: SchemaFragment = { type: 'string', format: 'carethread-words', maxLength: MAX_TEXT };

export function Words(options: FieldOptions = {}): PropertyDecorator {
  return field(
    WORDS,
    [check('words', `must be text of at most ${MAX_TEXT} characters`, isWords, atMost(MAX_TEXT))],
    options,
  );
}

/**
 * A name in a plan, or an id: a label (`isLabel`), or nothing that can be seen. Such a name is missing, as one that was never typed, and
 * what is missing is said when the plan is proposed.
 */
export function isRef(value: unknown): value is string {
  return isLabel(value) || (isWords(value) && value.length <= MAX_REF && value.trim() !== '' && !isVisible(value));
}

const REF: SchemaFragment = { type: 'string', format: 'carethread-ref', maxLength: MAX_REF };

export function Reference(options: FieldOptions = {}): PropertyDecorator {
  const says = `must be a name or an id of at most ${MAX_REF} characters, none of them hidden`;
  return field(REF, [check('ref', says, isRef, atMost(MAX_REF))], options);
}

const TIME = /^([01]\d|2[0-3]):[0-5]\d$/;
export const isTimeOfDay = (value: unknown): value is string => typeof value === 'string' && TIME.test(value);

/** A time of day, from 00:00 to 23:59. */
export function TimeOfDay(options: FieldOptions = {}): PropertyDecorator {
  return field(
    { type: 'string', pattern: TIME.source },
    [check('timeOfDay', 'must be a time of day HH:MM', isTimeOfDay, formRule)],
    options,
  );
}

/** Which shapes a value may have; the objects among them are checked by their class. */
export interface Shapes {
  readonly text?: true;
  readonly texts?: true;
  /** Names or ids. */
  readonly names?: true;
  readonly flag?: true;
  readonly count?: true;
  readonly object?: () => new () => object;
  readonly list?: () => new () => object;
}

interface Shape {
  readonly says: string;
  readonly holds: (value: unknown) => boolean;
  readonly schema: (shown: Shown) => SchemaFragment;
}

const listOf = (items: SchemaFragment): SchemaFragment => ({ type: 'array', items, maxItems: MAX_ITEMS });
const isListOf = (value: unknown, holds: (one: unknown) => boolean): boolean =>
  Array.isArray(value) && value.length <= MAX_ITEMS && value.every(holds);

/** A value in one of several shapes: text, or the party that it names; words, or a list of what they say. */
export function Either(shapes: Shapes, options: FieldOptions = {}): PropertyDecorator {
  const { text, texts, names, flag, count, object, list } = shapes;
  const allowed: readonly Shape[] = [
    text ? { says: 'text', holds: isWords, schema: () => WORDS } : undefined,
    texts
      ? { says: 'texts', holds: (value: unknown) => isListOf(value, isWords), schema: () => listOf(WORDS) }
      : undefined,
    names ? { says: 'names', holds: (value: unknown) => isListOf(value, isRef), schema: () => listOf(REF) } : undefined,
    flag
      ? { says: 'a flag', holds: (value: unknown) => typeof value === 'boolean', schema: () => ({ type: 'boolean' }) }
      : undefined,
    count
      ? {
          says: 'a whole number',
          holds: (value: unknown) => Number.isSafeInteger(value) && Number(value) >= 0,
          schema: () => ({ type: 'integer', minimum: 0, maximum: Number.MAX_SAFE_INTEGER }),
        }
      : undefined,
    object ? { says: 'an object', holds: isPlain, schema: (shown: Shown) => shown.part(object()) } : undefined,
    list
      ? {
          says: 'a list of objects',
          holds: (value: unknown) => isListOf(value, isPlain),
          schema: (shown: Shown) => listOf(shown.part(list())),
        }
      : undefined,
  ].filter((shape) => shape !== undefined);
  const shaped: Shaped = {
    holds: (value) => allowed.some((one) => one.holds(value)),
    parts: (value) => partsOf(value, shapes),
  };
  return field(
    (shown) => {
      if (shown.shaped !== undefined) return shown.shaped(shaped);
      const [first, ...others] = allowed.map(({ schema }) => schema(shown));
      return first !== undefined && others.length === 0 ? first : { anyOf: [first, ...others] };
    },
    [check('either', `must be ${allowed.map(({ says }) => says).join(' or ')}`, shaped.holds)],
    options,
    { parts: shaped.parts },
  );
}

function partsOf(value: unknown, { object, list }: Shapes): readonly Part[] {
  if (list !== undefined && Array.isArray(value)) return itemsOf(list(), value);
  return object !== undefined && isPlain(value) ? [{ path: '', of: object(), value }] : [];
}
