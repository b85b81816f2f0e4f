import {
  closestName,
  isDate,
  isId,
  isInstant,
  malformed,
  queryFault,
  type Fault,
  type FaultLimit,
  type FaultRule,
} from '@carethread/contracts';

/** One member that a query may have, as the OpenAPI document has it. */
export interface QueryParameter {
  readonly name: string;
  readonly in: 'query';
  readonly required: boolean;
  readonly schema: QuerySchema;
}

/** As much of JSON Schema as a member of a query needs. */
export interface QuerySchema {
  readonly type?: string;
  readonly format?: string;
  readonly description?: string;
  readonly enum?: readonly string[];
  readonly minimum?: number;
  readonly maximum?: number;
}

const WHOLE = /^\d{1,15}$/;

export type Query = Readonly<Record<string, string | undefined>>;

/** Names that this API has, if not for every operation. */
const OURS: ReadonlySet<string> = new Set(['personId', 'after', 'limit', 'knownAt', 'effectiveAt']);

/** A name that is none of this API's, nor like one of them, may be a person's: its place in the query is given instead. */
function unknownParameter(name: string, number: number, offered: readonly QueryParameter[]): Fault {
  const meant = closestName(
    name,
    offered.map((one) => one.name),
  );
  if (meant !== undefined) return queryFault(name, 'unknown', `is not known here; is ${meant} meant?`);
  return OURS.has(name)
    ? queryFault(name, 'unknown', 'is not offered here')
    : { pointer: '', in: 'query', rule: 'unknown', says: `parameter ${number} is not known here` };
}

/**
 * What a query says: members that the operation offers and no other, each once, each in its form. Throws MALFORMED with the names
 * of those that are not, and what each must be.
 */
export function queryOf(offered: readonly QueryParameter[], query: Readonly<Record<string, unknown>>): Query {
  const wrong: Fault[] = [];
  const values: Record<string, string> = {};
  for (const [index, [name, value]] of Object.entries(query).entries()) {
    const schema = offered.find((one) => one.name === name)?.schema;
    if (schema === undefined) wrong.push(unknownParameter(name, index + 1, offered));
    else if (typeof value !== 'string') wrong.push(queryFault(name, 'unique', 'must be given once'));
    else if (isOfForm(value, schema)) values[name] = value;
    else wrong.push(queryFault(name, ...ruleOf(value, schema)));
  }
  for (const { name, required, schema } of offered)
    if (required && query[name] === undefined)
      wrong.push(queryFault(name, 'required', `is missing, and must be ${formOf(schema)}`));
  if (wrong.length > 0) malformed(...wrong.slice(0, 20));
  return values;
}

/** Which rule a value breaks, and what it must be. */
function ruleOf(value: string, schema: QuerySchema): [FaultRule, string, FaultLimit?] {
  const { type, enum: codes, minimum = 0, maximum = Number.MAX_SAFE_INTEGER } = schema;
  const says = `must be ${formOf(schema)}`;
  if (codes !== undefined) return ['oneOf', says, codes];
  if (type !== 'integer' || !WHOLE.test(value)) return ['format', says];
  return Number(value) < minimum ? ['minimum', says, minimum] : ['maximum', says, maximum];
}

/** The form that a value must have, in words. */
function formOf({ type, format, enum: codes, minimum = 0, maximum }: QuerySchema): string {
  if (codes !== undefined) return `one of ${codes.join(', ')}`;
  if (type === 'integer')
    return maximum === undefined ? `a whole number from ${minimum}` : `a whole number from ${minimum} to ${maximum}`;
  if (format === 'date') return 'a local date such as 2026-03-02';
  if (format === 'date-time') return 'an instant such as 2026-03-02T09:00:00Z, or a local date';
  if (format === 'uuid') return 'a UUID';
  return 'a text that is not blank';
}

function isOfForm(value: string, { type, format, enum: codes, minimum, maximum }: QuerySchema): boolean {
  if (value.trim() === '') return false;
  if (codes !== undefined) return codes.includes(value);
  if (type === 'integer')
    return WHOLE.test(value) && Number(value) >= (minimum ?? 0) && Number(value) <= (maximum ?? Infinity);
  if (format === 'date') return isDate(value);
  // A date stands for its midnight, in local time.
  if (format === 'date-time') return isDate(value) || isInstant(value);
  if (format === 'uuid') return isId(value);
  return true;
}
