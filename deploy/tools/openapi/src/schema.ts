import { present } from '@carethread/ledger';

/** A fragment of JSON Schema 2020-12, as far as the document uses it. */
export interface Schema {
  readonly $ref?: string;
  readonly title?: string;
  readonly description?: string;
  readonly type?: string | readonly string[];
  readonly format?: string;
  readonly pattern?: string;
  readonly enum?: readonly (string | number)[];
  readonly minimum?: number;
  readonly maximum?: number;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly properties?: Properties;
  readonly required?: readonly string[];
  readonly additionalProperties?: Schema | boolean;
  readonly items?: Schema;
  readonly anyOf?: readonly Schema[];
  readonly readOnly?: boolean;
  readonly examples?: readonly unknown[];
}

export type Properties = Readonly<Record<string, Schema>>;

/** What a schema refers to by name. */
export const nameIn = ({ $ref }: { readonly $ref?: unknown }): string | undefined =>
  typeof $ref === 'string' ? $ref.split('/').at(-1) : undefined;

export const reference = (name: string): Schema => ({ $ref: `#/components/schemas/${name}` });

/** A schema that is any of these; each of them once. */
export function anyOf(schemas: readonly Schema[]): Schema {
  const different = [...new Map(schemas.map((one) => [JSON.stringify(one), one])).values()];
  const [first = {}, ...others] = different;
  return others.length === 0 ? first : { anyOf: different };
}

export function objectOf(properties: Properties, required: readonly string[], also?: Schema | boolean): Schema {
  return present<Schema>({
    type: 'object',
    properties: Object.keys(properties).length > 0 ? properties : undefined,
    required: required.length > 0 ? required : undefined,
    additionalProperties: also,
  });
}

/** An object that has the members of both; of a member that both have, the second's. */
export function both(one: Schema, other: Schema): Schema {
  const required = [...(one.required ?? []), ...(other.required ?? [])];
  return objectOf({ ...one.properties, ...other.properties }, [...new Set(required)], other.additionalProperties);
}

/** Objects without a name that one place may hold are shown as one: what all of them have is required. */
export function mergedObjects(schemas: readonly Schema[]): readonly Schema[] {
  const plain = schemas.filter(
    ({ type, additionalProperties }) => type === 'object' && additionalProperties === undefined,
  );
  return plain.length < 2 ? schemas : [...schemas.filter((one) => !plain.includes(one)), plain.reduce(either)];
}

function either(one: Schema, other: Schema): Schema {
  const names = [...new Set([...Object.keys(one.properties ?? {}), ...Object.keys(other.properties ?? {})])];
  const forms = (name: string): Schema =>
    anyOf([one.properties?.[name], other.properties?.[name]].filter((found) => found !== undefined));
  const shared = (one.required ?? []).filter((name) => other.required?.includes(name) === true);
  return objectOf(Object.fromEntries(names.map((name) => [name, forms(name)])), shared);
}
