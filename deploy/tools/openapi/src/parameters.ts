import { pathValueSchema } from '@carethread/http-api';
import { present } from '@carethread/ledger';
import { wordsFor } from './members.js';
import type { Schema } from './schema.js';

/** A parameter of a path, a query or a header. */
export interface Parameter {
  readonly name: string;
  readonly in: string;
  readonly required: boolean;
  readonly schema: Schema;
  readonly description?: string;
}

export function pathParameters(path: string): readonly Parameter[] {
  return [...path.matchAll(/:([A-Za-z]+)/g)].map(([, name = '']) => ({
    name,
    in: 'path',
    required: true,
    schema: pathValueSchema(name),
  }));
}

/** A parameter with its description: its route's, its form's, or that of its name. */
export function withDescription(parameter: Parameter): Parameter {
  const { name, schema, description = schema.description ?? wordsFor(name) } = parameter;
  return present<Parameter>({ ...parameter, description });
}
