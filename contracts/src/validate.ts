import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import { validateSync, type ValidationError } from 'class-validator';
import { fieldsOf, isDate, isFreeJson, isInstant, isText, schemaOf } from './fields.js';

export interface FieldError {
  /** A JSON pointer. */
  readonly path: string;
  /** What is expected; never what was sent. */
  readonly message: string;
}

export type Validated =
  { readonly ok: true; readonly value: object } | { readonly ok: false; readonly errors: readonly FieldError[] };

const ajv = new Ajv2020({ strict: false, allErrors: false });
ajv.addFormat('carethread-text', { type: 'string', validate: (value: string) => isText(value, Infinity) });
ajv.addFormat('carethread-instant', { type: 'string', validate: isInstant });
ajv.addFormat('carethread-when', { type: 'string', validate: (value: string) => isDate(value) || isInstant(value) });
ajv.addFormat('date', { type: 'string', validate: isDate });
ajv.addFormat('uuid', true);
// Formats are for strings and numbers in JSON Schema; this keyword reaches into objects and lists.
ajv.addKeyword({ keyword: 'carethreadJson', validate: (_: unknown, value: unknown) => isFreeJson(value) });

const compiled = new WeakMap<object, ValidateFunction>();

/**
 * Checks a body against its request class. The class's fields are compiled once into a fast check; only a body that it refuses
 * is put to class-validator, which names every fault by path (a test holds the two to the same verdict).
 */
export function validateRequest(of: new () => object, body: unknown): Validated {
  let quick = compiled.get(of);
  if (quick === undefined) {
    quick = ajv.compile(schemaOf(of));
    compiled.set(of, quick);
  }
  if (quick(body)) return { ok: true, value: body as object };
  const errors = interpret(of, body);
  return {
    ok: false,
    errors:
      errors.length > 0
        ? errors
        : [{ path: quick.errors?.[0]?.instancePath ?? '', message: quick.errors?.[0]?.message ?? 'is not valid' }],
  };
}

/** The slow way, through class-validator's own interpretation of the same decorators. */
export function interpret(of: new () => object, body: unknown): readonly FieldError[] {
  if (typeof body !== 'object' || body === null || Array.isArray(body))
    return [{ path: '', message: 'must be a JSON object' }];
  const found = validateSync(instanceOf(of, body as Record<string, unknown>), { forbidUnknownValues: false });
  return [...unknownMembers(of, body as Record<string, unknown>, ''), ...found.flatMap((error) => flatten(error, ''))];
}

/**
 * What class-validator looks at: the known members, nested classes as their instances, everything else as it was sent. A general
 * transformer walks unknown and free members too, where a member called `constructor` or great depth makes it throw.
 */
function instanceOf(of: new () => object, body: Record<string, unknown>): object {
  const made = new of() as Record<string, unknown>;
  for (const [name, { nested, schema }] of fieldsOf(of)) {
    if (!Object.hasOwn(body, name)) continue;
    const value = body[name];
    if (nested === undefined || isRecord(schema)) made[name] = value;
    else
      made[name] = Array.isArray(value)
        ? value.map((item) => nestedInstance(nested(), item))
        : nestedInstance(nested(), value);
  }
  return made;
}

/** A list where an object belongs becomes null, as wrong as it was: class-validator would walk its items as if they were instances. */
function nestedInstance(of: new () => object, value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value;
  return Array.isArray(value) ? null : instanceOf(of, value as Record<string, unknown>);
}

/** Members that the class does not have; class-validator's own whitelist would strip `recordedAt` along with the rest. */
function unknownMembers(of: new () => object, body: Record<string, unknown>, path: string): readonly FieldError[] {
  const fields = fieldsOf(of);
  return Object.entries(body).flatMap(([name, value]): readonly FieldError[] => {
    const known = fields.get(name);
    // The member's own name may be anything, so it is not echoed.
    if (known === undefined)
      return name === 'recordedAt' ? [] : [{ path, message: 'has a member that is not known here' }];
    if (known.nested === undefined || typeof value !== 'object' || value === null) return [];
    const nested = known.nested();
    const items: readonly [string, unknown][] = Array.isArray(value)
      ? value.map((item, index) => [`${path}/${name}/${index}`, item])
      : isRecord(known.schema)
        ? Object.values(value).map((item) => [`${path}/${name}`, item])
        : [[`${path}/${name}`, value]];
    return items.flatMap(([at, item]) => {
      if (typeof item !== 'object' || item === null || Array.isArray(item)) return [];
      if (isRecord(known.schema)) return interpret(nested, item).map((error) => ({ ...error, path: at + error.path }));
      return unknownMembers(nested, item as Record<string, unknown>, at);
    });
  });
}

function isRecord(schema: unknown): boolean {
  const made = (typeof schema === 'function' ? (schema as () => unknown)() : schema) as { propertyNames?: unknown };
  return made.propertyNames !== undefined;
}

function flatten(error: ValidationError, path: string): readonly FieldError[] {
  const at = `${path}/${error.property}`;
  const own = Object.values(error.constraints ?? {}).map((message) => ({ path: at, message }));
  return [...own, ...(error.children ?? []).flatMap((child) => flatten(child, at))];
}
