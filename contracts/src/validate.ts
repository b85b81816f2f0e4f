import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import { plainToInstance } from 'class-transformer';
import { validateSync, type ValidationError } from 'class-validator';
import { fieldsOf, isDate, isFreeJson, isInstant, isText, schemaOf } from './fields.js';

export interface FieldError {
  /** A JSON pointer. */
  readonly path: string;
  /** What is expected; never what was sent. */
  readonly message: string;
}

export type Validated = { readonly ok: true; readonly value: object } | { readonly ok: false; readonly errors: readonly FieldError[] };

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
  return { ok: false, errors: errors.length > 0 ? errors : [{ path: quick.errors?.[0]?.instancePath ?? '', message: quick.errors?.[0]?.message ?? 'is not valid' }] };
}

/** The slow way, through class-validator's own interpretation of the same decorators. */
export function interpret(of: new () => object, body: unknown): readonly FieldError[] {
  if (typeof body !== 'object' || body === null || Array.isArray(body)) return [{ path: '', message: 'must be a JSON object' }];
  const instance = plainToInstance(of, body, { exposeUnsetFields: false });
  const found = validateSync(instance, { forbidUnknownValues: false });
  return [...unknownMembers(of, body as Record<string, unknown>, ''), ...found.flatMap((error) => flatten(error, ''))];
}

/** Members that the class does not have; class-validator's own whitelist would strip `recordedAt` along with the rest. */
function unknownMembers(of: new () => object, body: Record<string, unknown>, path: string): readonly FieldError[] {
  const fields = fieldsOf(of);
  return Object.entries(body).flatMap(([name, value]): readonly FieldError[] => {
    const known = fields.get(name);
    // The member's own name may be anything, so it is not echoed.
    if (known === undefined) return name === 'recordedAt' ? [] : [{ path, message: 'has a member that is not known here' }];
    if (known.nested === undefined || typeof value !== 'object' || value === null) return [];
    const nested = known.nested();
    const items: readonly [string, unknown][] = Array.isArray(value)
      ? value.map((item, index) => [`${path}/${name}/${index}`, item])
      : isRecord(known.schema)
        ? Object.values(value).map((item) => [`${path}/${name}`, item])
        : [[`${path}/${name}`, value]];
    return items.flatMap(([at, item]) => {
      if (typeof item !== 'object' || item === null || Array.isArray(item)) return [];
      const inner = isRecord(known.schema) ? interpret(nested, item).map((error) => ({ ...error, path: at + error.path })) : [];
      return [...unknownMembers(nested, item as Record<string, unknown>, at), ...inner];
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
