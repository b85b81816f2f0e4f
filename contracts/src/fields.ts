import {
  ArrayMaxSize,
  ArrayMinSize,
  IsArray,
  IsBoolean,
  IsIn,
  IsInt,
  IsObject,
  IsString,
  Matches,
  Max,
  Min,
  registerDecorator,
  ValidateIf,
} from 'class-validator';
import 'reflect-metadata';
import { faultInName, isVisible, isWritten } from './characters.js';
import type { BrokenRule, FaultLimit, FaultRule } from './faults.js';

/** A fragment of JSON Schema 2020-12. */
export type SchemaFragment = { readonly [member: string]: unknown };

/** A value of several shapes: whether it has one of them, and the parts of it that classes of their own check. */
export interface Shaped {
  readonly holds: (value: unknown) => boolean;
  readonly parts: (value: unknown) => readonly Part[];
}

/** How a schema shows the class of a part, in full or by reference; or, where a check draws it, the field of several shapes itself. */
export interface Shown {
  readonly part: (of: new () => object) => SchemaFragment;
  readonly shaped?: (field: Shaped) => SchemaFragment;
  /** What is shown is no request: it has its own members and no `recordedAt` beside them. */
  readonly closed?: true;
}

interface Field {
  readonly schema: SchemaFragment | ((shown: Shown) => SchemaFragment);
  readonly optional: boolean;
  /** The objects inside a value, each of which is checked by its own class. */
  readonly parts?: (value: unknown) => readonly Part[];
}

/** An object inside a field's value, where it lies below the field, and the class that it is checked by. */
export interface Part {
  readonly path: string;
  readonly of: new () => object;
  readonly value: object;
}

export interface FieldOptions {
  /** May be absent; never null. */
  readonly optional?: boolean;
}

export interface ListOptions extends FieldOptions {
  readonly min?: number;
  readonly max?: number;
}

const FIELDS = new WeakMap<object, Map<string, Field>>();
const NAMES = new Set<string>();
const MAX_ITEMS = 500;
const MAX_LABEL = 200;

/** The fields of a class and of those that it extends. */
export function fieldsOf(of: new () => object): ReadonlyMap<string, Field> {
  const found: (readonly [string, Field])[] = [];
  for (let at: unknown = of.prototype; typeof at === 'object' && at !== null; at = Object.getPrototypeOf(at))
    found.unshift(...(FIELDS.get(at) ?? []));
  return new Map(found);
}

/** Whether any class has a field of this name: such a name contains no personal data and may be repeated in an error. */
export function isFieldName(name: string): boolean {
  return NAMES.has(name);
}

/** Registers one field: its schema fragment here, its class-validator decorators there. One source for both. */
export function field(
  schema: Field['schema'],
  checks: readonly PropertyDecorator[],
  options: FieldOptions,
  inside: Pick<Field, 'parts'> = {},
): PropertyDecorator {
  return (prototype, name) => {
    const fields = FIELDS.get(prototype) ?? new Map<string, Field>();
    FIELDS.set(prototype, fields);
    NAMES.add(String(name));
    fields.set(String(name), {
      schema,
      optional: options.optional === true,
      ...inside,
    });
    for (const check of checks) check(prototype, name);
    // Absent is allowed where optional; null never is.
    if (options.optional === true) ValidateIf((_, value) => value !== undefined)(prototype, name);
  };
}

/** Which rule a value breaks that a check refuses: it travels in the context of class-validator's checks. */
export interface Rules {
  readonly broken: (value: unknown) => BrokenRule;
}

/** A check that has one rule alone. */
const breaks = (rule: FaultRule, limit?: FaultLimit): { readonly context: Rules } => ({
  context: { broken: () => (limit === undefined ? { rule } : { rule, limit }) },
});

export function check(
  name: string,
  says: string,
  holds: (value: unknown) => boolean,
  broken: Rules['broken'] = () => ({ rule: 'type' }),
): PropertyDecorator {
  return (prototype, property) =>
    registerDecorator({
      name,
      target: prototype.constructor,
      propertyName: String(property),
      options: { message: says, context: { broken } satisfies Rules },
      validator: { validate: holds },
    });
}

/** Of a text: what it is not, too short or too long. */
const textRule =
  (min: number, max: number): Rules['broken'] =>
  (value) => {
    if (typeof value !== 'string') return { rule: 'type' };
    if (codePoints(value) > max) return { rule: 'maxLength', limit: max };
    return codePoints(value.trim()) < min ? { rule: 'minLength', limit: min } : { rule: 'format' };
  };

/** Of a text that has a form: not a text, or not in that form. */
export const formRule: Rules['broken'] = (value) => ({ rule: typeof value === 'string' ? 'format' : 'type' });

export function isText(value: unknown, max = 10_000, min = 1): boolean {
  // A character takes two code units at most: a text of more than twice as many is too long before any is counted.
  if (typeof value !== 'string' || value.length > 2 * max || !isWritten(value)) return false;
  return (min === 0 || isVisible(value)) && codePoints(value.trim()) >= min && codePoints(value) <= max;
}

/** A name, a title or a label: one line of at most 200 characters, none of them hidden. */
export function isLabel(value: unknown): value is string {
  return isText(value, MAX_LABEL) && faultInName(String(value)) === undefined;
}

/** Characters as JSON Schema counts them, so that the two checks agree about emoji. */
function codePoints(value: string): number {
  let count = 0;
  for (const _ of value) count += 1;
  return count;
}

/** An empty list is called empty. */
const NotShorter = (min: number): PropertyDecorator =>
  ArrayMinSize(min, {
    ...breaks('minItems', min),
    message: ({ value }) => (Array.isArray(value) && value.length === 0 ? 'is empty' : `must hold ${min} or more`),
  });

const NotLonger = (max: number): PropertyDecorator => ArrayMaxSize(max, breaks('maxItems', max));

/** Of a list: not a list, or one that holds something of another form. */
const listRule: Rules['broken'] = (value) => ({ rule: Array.isArray(value) ? 'format' : 'type' });

/** Text of 1–10,000 characters after trimming (model §2.1), with one at least that can be seen; `min` is at least 1. */
export function Text(options: FieldOptions & { readonly max?: number; readonly min?: number } = {}): PropertyDecorator {
  const { max = 10_000, min = 1 } = options;
  const least = min === 1 ? {} : { minLength: min, pattern: trimmedPattern(min) };
  const schema = { type: 'string', format: 'carethread-text', ...least, maxLength: max };
  return field(
    schema,
    [
      check(
        'text',
        `must be text of ${min} to ${max} characters`,
        (value) => isText(value, max, min),
        textRule(min, max),
      ),
    ],
    options,
  );
}

/** `minLength` counts the spaces around a text too; this does not. */
function trimmedPattern(min: number): string {
  return `\\S[\\s\\S]{${min - 2},}\\S`;
}

const LABEL: SchemaFragment = { type: 'string', format: 'carethread-label', maxLength: MAX_LABEL };

/** A name, title or label that people type: its rule is `isLabel`, wherever it stands. */
export function Label(options: FieldOptions = {}): PropertyDecorator {
  const says = `must be a name or title of 1 to ${MAX_LABEL} characters that can be seen`;
  return field(LABEL, [check('label', says, isLabel, textRule(1, MAX_LABEL))], options);
}

export function Texts(options: ListOptions = {}): PropertyDecorator {
  const { min = 0, max = MAX_ITEMS } = options;
  return field(
    {
      type: 'array',
      items: { type: 'string', format: 'carethread-text', maxLength: 10_000 },
      minItems: min,
      maxItems: max,
    },
    [
      IsArray(breaks('type')),
      NotShorter(min),
      NotLonger(max),
      check(
        'texts',
        'must hold texts of 1 to 10000 characters',
        (value) => Array.isArray(value) && value.every((one) => isText(one)),
        listRule,
      ),
    ],
    options,
  );
}

/** One of a fixed list of codes. */
export function Code(values: readonly string[], options: FieldOptions = {}): PropertyDecorator {
  return field(
    { type: 'string', enum: values },
    [IsString(breaks('type')), IsIn(values, breaks('oneOf', values))],
    options,
  );
}

export function Codes(values: readonly string[], options: ListOptions = {}): PropertyDecorator {
  const { min = 0, max = MAX_ITEMS } = options;
  return field(
    { type: 'array', items: { type: 'string', enum: values }, minItems: min, maxItems: max },
    [
      IsArray(breaks('type')),
      NotShorter(min),
      NotLonger(max),
      check(
        'codes',
        `must hold only ${values.join(', ')}`,
        (value) => Array.isArray(value) && value.every((one) => values.some((known) => known === one)),
        () => ({ rule: 'oneOf', limit: values }),
      ),
    ],
    options,
  );
}

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;
export const isId = (value: unknown): value is string => typeof value === 'string' && UUID.test(value);

export function Id(options: FieldOptions = {}): PropertyDecorator {
  return field(
    { type: 'string', format: 'uuid', pattern: UUID.source },
    [IsString(breaks('type')), Matches(UUID, { message: 'must be a UUID', ...breaks('format') })],
    options,
  );
}

export function Ids(options: ListOptions = {}): PropertyDecorator {
  const { min = 0, max = MAX_ITEMS } = options;
  return field(
    { type: 'array', items: { type: 'string', format: 'uuid', pattern: UUID.source }, minItems: min, maxItems: max },
    [
      IsArray(breaks('type')),
      NotShorter(min),
      NotLonger(max),
      check('ids', 'must hold UUIDs', (value) => Array.isArray(value) && value.every(isId), listRule),
    ],
    options,
  );
}

const DATE = /^\d{4}-\d{2}-\d{2}$/;
/** The years that a date of anybody's life or care can lie in: one outside is a slip of the hand. */
const FIRST_YEAR = '1800';
const LAST_YEAR = '2199';
const DAYS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31] as const;
export function isDate(value: unknown): value is string {
  if (typeof value !== 'string' || !DATE.test(value)) return false;
  if (value.slice(0, 4) < FIRST_YEAR || value.slice(0, 4) > LAST_YEAR) return false;
  const [year, month, day] = [Number(value.slice(0, 4)), Number(value.slice(5, 7)), Number(value.slice(8))];
  const leaps = month === 2 && year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
  return day >= 1 && day <= (DAYS[month - 1] ?? 0) + (leaps ? 1 : 0);
}

/** RFC 3339, with hours from 00 to 23 and no leap second; the seconds may be left out. */
const INSTANT =
  /^(\d{4}-\d{2}-\d{2})T(?:[01]\d|2[0-3]):[0-5]\d(?::[0-5]\d(?:\.\d{1,9})?)?(?:Z|[+-](?:[01]\d|2[0-3]):[0-5]\d)$/i;

/** The instant that a text names, in UTC with milliseconds; undefined where it names none. Every reader of instants asks this one. */
export function readInstant(text: string): string | undefined {
  return isDate(INSTANT.exec(text)?.[1]) ? new Date(text.toUpperCase()).toISOString() : undefined;
}

/** In a body or a query an instant is in UTC, to the millisecond at most. */
const IN_UTC = /T[\d:]+(\.\d{1,3})?Z$/;
export function isInstant(value: unknown): value is string {
  return typeof value === 'string' && IN_UTC.test(value) && readInstant(value) !== undefined;
}

/** The 24-character form of an instant that a client may have written shorter. */
export function normalInstant(value: string): string {
  return new Date(value).toISOString();
}

export function LocalDate(options: FieldOptions = {}): PropertyDecorator {
  return field(
    { type: 'string', format: 'date' },
    [check('date', 'must be a date YYYY-MM-DD', isDate, formRule)],
    options,
  );
}

export function InstantField(options: FieldOptions = {}): PropertyDecorator {
  return field(
    { type: 'string', format: 'carethread-instant' },
    [check('instant', 'must be an instant in UTC', isInstant, formRule)],
    options,
  );
}

/** A date or an instant. */
export function When(options: FieldOptions = {}): PropertyDecorator {
  return field(
    { type: 'string', format: 'carethread-when' },
    [check('when', 'must be a date or an instant in UTC', (value) => isDate(value) || isInstant(value), formRule)],
    options,
  );
}

export function Count(
  options: FieldOptions & { readonly min?: number; readonly max?: number } = {},
): PropertyDecorator {
  const { min = 0, max = Number.MAX_SAFE_INTEGER } = options;
  return field(
    { type: 'integer', minimum: min, maximum: max },
    [IsInt(breaks('type')), Min(min, breaks('minimum', min)), Max(max, breaks('maximum', max))],
    options,
  );
}

/** Whole pence, GBP. */
export function Pence(options: FieldOptions = {}): PropertyDecorator {
  return Count(options);
}

export function Flag(options: FieldOptions = {}): PropertyDecorator {
  return field({ type: 'boolean' }, [IsBoolean(breaks('type'))], options);
}

const LANG = /^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*$/;
export function Lang(options: FieldOptions = {}): PropertyDecorator {
  return field(
    { type: 'string', pattern: LANG.source },
    [IsString(breaks('type')), Matches(LANG, breaks('format'))],
    options,
  );
}

const HASH = /^[0-9a-f]{64}$/;
export function Hash(options: FieldOptions = {}): PropertyDecorator {
  return field(
    { type: 'string', pattern: HASH.source },
    [IsString(breaks('type')), Matches(HASH, breaks('format'))],
    options,
  );
}

export function Nested(of: () => new () => object, options: FieldOptions = {}): PropertyDecorator {
  return field((shown) => shown.part(of()), [check('nested', 'must be an object', isPlain)], options, {
    parts: (value) => (isPlain(value) ? [{ path: '', of: of(), value }] : []),
  });
}

export function ListOf(of: () => new () => object, options: ListOptions = {}): PropertyDecorator {
  const { min = 0, max = MAX_ITEMS } = options;
  return field(
    (shown) => ({ type: 'array', items: shown.part(of()), minItems: min, maxItems: max }),
    [
      IsArray(breaks('type')),
      NotShorter(min),
      NotLonger(max),
      check('list', 'must hold objects', (value) => Array.isArray(value) && value.every(isPlain)),
    ],
    options,
    { parts: (value) => itemsOf(of(), value) },
  );
}

/** The objects of a list, each with its place in it. */
export function itemsOf(of: new () => object, value: unknown): readonly Part[] {
  return Array.isArray(value)
    ? value.flatMap((one: unknown, index) => (isPlain(one) ? [{ path: `/${index}`, of, value: one }] : []))
    : [];
}

/** An object from keys to one of a list of codes (`{ "S1": "met" }`), or to texts. */
export function MapOf(
  values: readonly string[] | 'text',
  options: FieldOptions & { readonly keys?: readonly string[] } = {},
): PropertyDecorator {
  const item =
    values === 'text'
      ? { type: 'string', format: 'carethread-text', maxLength: 10_000 }
      : { type: 'string', enum: values };
  const names = options.keys === undefined ? { maxLength: 100 } : { enum: options.keys };
  const holds = (value: unknown): boolean =>
    isPlain(value) &&
    Object.keys(value).length <= MAX_ITEMS &&
    Object.entries(value).every(
      ([key, one]) =>
        (options.keys?.includes(key) ?? codePoints(key) <= 100) &&
        (values === 'text' ? isText(one) : values.some((known) => known === one)),
    );
  return field(
    { type: 'object', propertyNames: names, maxProperties: MAX_ITEMS, additionalProperties: item },
    [IsObject(breaks('type')), check('map', 'must be an object of the allowed keys and values', holds)],
    options,
  );
}

/** An object from keys to objects of one class. */
export function RecordOf(
  of: () => new () => object,
  keys: readonly string[],
  options: FieldOptions = {},
): PropertyDecorator {
  const holds = (value: unknown): boolean =>
    isPlain(value) && Object.entries(value).every(([key, one]) => keys.includes(key) && isPlain(one));
  return field(
    (shown) => ({ type: 'object', propertyNames: { enum: keys }, additionalProperties: shown.part(of()) }),
    [IsObject(breaks('type')), check('record', `must be an object with the keys ${keys.join(', ')}`, holds)],
    options,
    {
      parts: (value) =>
        Object.entries(isPlain(value) ? value : {}).flatMap(([key, one]) =>
          keys.includes(key) && isPlain(one) ? [{ path: `/${key}`, of: of(), value: one }] : [],
        ),
    },
  );
}

/** Free JSON whose every text is one: 1–10,000 characters, well-formed. The rules of the domain read its members. */
export function isFreeJson(value: unknown, depth = 0): boolean {
  if (depth > 12) return false;
  if (typeof value === 'string') return value.length <= 10_000 && isWritten(value);
  if (typeof value === 'number') return Number.isFinite(value);
  if (typeof value === 'boolean') return true;
  if (Array.isArray(value)) return value.length <= MAX_ITEMS && value.every((one) => isFreeJson(one, depth + 1));
  return (
    isPlain(value) &&
    Object.keys(value).length <= MAX_ITEMS &&
    Object.values(value).every((one) => isFreeJson(one, depth + 1))
  );
}

/** A JSON object of the domain's own shape. */
export function JsonField(options: FieldOptions = {}): PropertyDecorator {
  const holds = (value: unknown): boolean => isPlain(value) && isFreeJson(value);
  return field(
    { type: 'object', additionalProperties: true, carethreadJson: true },
    [check('json', 'must be an object of texts, numbers, flags and lists', holds)],
    options,
  );
}

/** Any such value: what a corrected fact may be. */
export function JsonAny(options: FieldOptions = {}): PropertyDecorator {
  return field(
    { carethreadJson: true },
    [check('json', 'must be text, a number, a flag, or a list or object of them', (value) => isFreeJson(value))],
    options,
  );
}

/** What stood before a change: any such value, or null where nothing did. */
export function JsonOrNothing(options: FieldOptions = {}): PropertyDecorator {
  return field(
    { carethreadJson: true },
    [
      check(
        'json',
        'must be null, text, a number, a flag, or a list or object of them',
        (value) => value === null || isFreeJson(value),
      ),
    ],
    options,
  );
}

/** A list of whole numbers of 1 or more. */
export function Counts(options: ListOptions = {}): PropertyDecorator {
  const { min = 0, max = MAX_ITEMS } = options;
  const holds = (value: unknown): boolean =>
    Array.isArray(value) && value.every((one) => Number.isSafeInteger(one) && Number(one) >= 1);
  return field(
    {
      type: 'array',
      items: { type: 'integer', minimum: 1, maximum: Number.MAX_SAFE_INTEGER },
      minItems: min,
      maxItems: max,
    },
    [
      IsArray(breaks('type')),
      NotShorter(min),
      NotLonger(max),
      check('counts', 'must hold whole numbers of 1 or more', holds),
    ],
    options,
  );
}

/** A list of such objects. */
export function JsonList(options: FieldOptions = {}): PropertyDecorator {
  const holds = (value: unknown): boolean => Array.isArray(value) && value.every(isPlain) && isFreeJson(value);
  return field(
    { type: 'array', items: { type: 'object', additionalProperties: true }, maxItems: MAX_ITEMS, carethreadJson: true },
    [check('json', 'must be a list of objects', holds)],
    options,
  );
}

export function isPlain(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

const SCHEMAS = new WeakMap<object, SchemaFragment>();
const IN_FULL: Shown = { part: (of) => schemaOf(of) };

/** When the platform learnt of something is the platform's alone to say. */
const RECORDED_AT = {
  readOnly: true,
  description: 'Set by the platform in its answers: in a request it is ignored, whatever it holds',
};

/**
 * JSON Schema 2020-12 of a request class. Unknown members are refused; `recordedAt` is always allowed and always ignored.
 * @param shown how the classes of parts are shown: in full where nothing else is said
 */
export function schemaOf(of: new () => object, shown: Shown = IN_FULL): SchemaFragment {
  const known = shown === IN_FULL ? SCHEMAS.get(of) : undefined;
  if (known !== undefined) return known;
  const properties: Record<string, unknown> = shown.closed === true ? {} : { recordedAt: RECORDED_AT };
  const required: string[] = [];
  for (const [name, { schema, optional }] of fieldsOf(of)) {
    properties[name] = typeof schema === 'function' ? schema(shown) : schema;
    if (!optional) required.push(name);
  }
  const made = { type: 'object', title: of.name, properties, required, additionalProperties: false };
  if (shown === IN_FULL) SCHEMAS.set(of, made);
  return made;
}

/** For a class whose fields are those of the one that it extends, each of which may be null: a merge by members takes that one away. */
export function EachOrNull(of: new () => object): void {
  const prototype: unknown = of.prototype;
  if (typeof prototype !== 'object' || prototype === null) return;
  const own = new Map<string, Field>();
  for (const [name, { schema, ...known }] of fieldsOf(of)) {
    const one = typeof schema === 'function' ? schema : (): SchemaFragment => schema;
    own.set(name, { ...known, schema: (shown) => ({ anyOf: [one(shown), { type: 'null' }] }) });
    // The condition that an optional field has of itself is not inherited beside another one.
    ValidateIf((_, value) => value !== null && (value !== undefined || !known.optional))(prototype, name);
  }
  FIELDS.set(prototype, own);
}
