import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import { validateSync, type ValidationError } from 'class-validator';
import { closestName } from './closest-name.js';
import { fault, type Fault } from './faults.js';
import {
  fieldsOf,
  isDate,
  isFieldName,
  isFreeJson,
  isInstant,
  isLabel,
  isPlain,
  isText,
  schemaOf,
  type Part,
  type Rules,
  type SchemaFragment,
  type Shaped,
  type Shown,
} from './fields.js';
import { isEmailAddress, isTimeZone } from './reach-fields.js';
import { isRef, isWords } from './written-fields.js';

export type Validated<Body> =
  { readonly ok: true; readonly value: Body } | { readonly ok: false; readonly errors: readonly Fault[] };

/** How many faults of one object are named; a body full of them costs no more than one with a few. */
const NAMED = 20;
/** So many known members are told to whoever sent one that is not. */
const SHOWN = 40;

const ajv = new Ajv2020({ strict: false, allErrors: false });
ajv.addFormat('carethread-text', { type: 'string', validate: (value: string) => isText(value, Infinity) });
ajv.addFormat('carethread-label', { type: 'string', validate: isLabel });
ajv.addFormat('carethread-ref', { type: 'string', validate: isRef });
ajv.addFormat('carethread-words', { type: 'string', validate: isWords });
ajv.addFormat('carethread-email', { type: 'string', validate: isEmailAddress });
ajv.addFormat('carethread-time-zone', { type: 'string', validate: isTimeZone });
ajv.addFormat('carethread-instant', { type: 'string', validate: isInstant });
ajv.addFormat('carethread-when', { type: 'string', validate: (value: string) => isDate(value) || isInstant(value) });
ajv.addFormat('date', { type: 'string', validate: isDate });
ajv.addFormat('uuid', true);
// Formats are for strings and numbers in JSON Schema; this keyword reaches into objects and lists.
ajv.addKeyword({ keyword: 'carethreadJson', validate: (_: unknown, value: unknown) => isFreeJson(value) });

/**
 * A value of several shapes, each part of it by the check of its own class. In one schema with all of them in full, the sections of a
 * plan would compile to more code than a stack can hold.
 */
ajv.addKeyword({
  keyword: 'carethreadShapes',
  validate: ({ holds, parts }: Shaped, value: unknown) =>
    holds(value) && parts(value).every((part) => checkOf(part.of)(part.value)),
});
const CHECKED: Shown = { part: (of) => schemaOf(of, CHECKED), shaped: (carethreadShapes) => ({ carethreadShapes }) };

/** A fast check of a schema that the field decorators have made. */
export function compileSchema(schema: SchemaFragment): ValidateFunction {
  return ajv.compile(schema);
}

const compiled = new WeakMap<object, ValidateFunction>();

function checkOf(of: new () => object): ValidateFunction {
  let quick = compiled.get(of);
  if (quick === undefined) {
    quick = compileSchema(schemaOf(of, CHECKED));
    compiled.set(of, quick);
  }
  return quick;
}

/** Whether a body has the fields of a class, each in its form. */
function isOf<Body extends object>(of: new () => Body, body: unknown): body is Body {
  return checkOf(of)(body);
}

/**
 * Checks a body against its request class. The class's fields are compiled once into a fast check; only a body that it refuses
 * is put to class-validator, which names every fault by path (a test holds the two to the same verdict).
 */
export function validateRequest<Body extends object>(of: new () => Body, body: unknown): Validated<Body> {
  if (isOf(of, body)) return { ok: true, value: body };
  const quick = checkOf(of);
  const errors = interpret(of, body);
  return {
    ok: false,
    errors:
      errors.length > 0
        ? errors
        : [fault(quick.errors?.[0]?.instancePath ?? '', 'type', quick.errors?.[0]?.message ?? 'is not valid')],
  };
}

/** The slow way, through class-validator's own interpretation of the same decorators. */
export function interpret(of: new () => object, body: unknown): readonly Fault[] {
  if (!isPlain(body)) return [fault('', 'type', 'must be a JSON object')];
  const found = validateSync(instanceOf(of, body), { forbidUnknownValues: false });
  return [...unknownMembers(of, body), ...found.flatMap(faultsOf)];
}

/** What class-validator looks at: the known members as they were sent. Objects inside them are looked at as parts, each by its class. */
function instanceOf(of: new () => object, body: Record<string, unknown>): object {
  const known = Object.entries(body).filter(([name]) => fieldsOf(of).has(name));
  return Object.assign(new of(), Object.fromEntries(known));
}

/**
 * Members that the class does not have, and what is wrong in the parts that have classes of their own; class-validator's own
 * whitelist would strip `recordedAt` along with the rest.
 */
function unknownMembers(of: new () => object, body: Record<string, unknown>): readonly Fault[] {
  const fields = fieldsOf(of);
  const found: Fault[] = [];
  for (const [index, [name, value]] of Object.entries(body).entries()) {
    if (found.length >= NAMED) break;
    const known = fields.get(name);
    if (known === undefined) {
      if (name !== 'recordedAt') found.push(unknownMember(name, index + 1, [...fields.keys()]));
    } else if (known.parts !== undefined) found.push(...partFaults(known.parts(value), `/${name}`));
  }
  return found;
}

/** Only parts that the fast check refuses are looked at slowly, and no more of them than are named. */
function partFaults(parts: readonly Part[], path: string): readonly Fault[] {
  const found: Fault[] = [];
  for (const part of parts) {
    if (found.length >= NAMED) break;
    if (checkOf(part.of)(part.value)) continue;
    for (const error of interpret(part.of, part.value))
      found.push({ ...error, pointer: `${path}${part.path}${error.pointer}` });
  }
  return found;
}

/**
 * A name that this API has is named; any other may be a person's, so it is not repeated: its place in its object is given instead.
 */
function unknownMember(name: string, number: number, known: readonly string[]): Fault {
  const meant = closestName(name, known);
  if (meant !== undefined) return fault(`/${name}`, 'unknown', `is not known here; is ${meant} meant?`);
  const names = known.slice(0, SHOWN).join(', ');
  return isFieldName(name)
    ? fault(`/${name}`, 'unknown', `is not known here; known are ${names}`)
    : fault('', 'unknown', `member ${number} is not known here; known are ${names}`);
}

function faultsOf({ property, value, constraints = {}, contexts = {} }: ValidationError): readonly Fault[] {
  if (value === undefined) return [fault(`/${property}`, 'required', 'is missing')];
  return Object.entries(constraints).map(([name, says]) => {
    const context: Rules | undefined = contexts[name];
    const { rule, limit } = context?.broken(value) ?? { rule: 'type' };
    return fault(`/${property}`, rule, says, limit);
  });
}
