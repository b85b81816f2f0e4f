import { WORDS } from './words.js';
import { present } from '@carethread/ledger';
import type { Schema } from './schema.js';

/** The form of a member by its name, as the house names things: instants end in `At`, dates in `On`, ids in `Id`. */
export function describeMember(name: string, schema: Schema, comment: string): Schema {
  const description = comment === '' ? WORDS[name] : comment;
  const formed = { ...schema, ...formOf(name, schema) };

  return description === undefined ? formed : { ...formed, description };
}

function formOf(name: string, schema: Schema): Schema {
  if (schema.type === 'array') return { ...schema, items: itemForm(name, schema.items ?? {}) };
  if (schema.type !== 'string' || schema.enum !== undefined) return {};
  if (name === 'hash' || name.endsWith('Hash')) return { pattern: '^[0-9a-f]{64}$' };
  if (INSTANTS.has(name) || (/[a-z]At$/.test(name) && !NO_INSTANTS.has(name))) return { format: 'date-time' };
  if (DATES.has(name) || (/[a-z]On$/.test(name) && !NO_DATES.has(name))) return { format: 'date' };
  if ((name === 'id' || /[a-z]Id$/.test(name)) && !OWN_IDS.has(name)) return { format: 'uuid' };
  return {};
}

const itemForm = (name: string, items: Schema): Schema =>
  /[a-z]Ids$/.test(name) ? { ...items, ...formOf(name.slice(0, -1), items) } : items;

const INSTANTS: ReadonlySet<string> = new Set(['effectiveFrom', 'at']);
const NO_INSTANTS: ReadonlySet<string> = new Set([]);
const DATES: ReadonlySet<string> = new Set(['dateOfBirth']);
const NO_DATES: ReadonlySet<string> = new Set([]);
/** Ids that whoever writes the record makes up: an action `a1`, a user as the issuer of tokens names them. */
const OWN_IDS: ReadonlySet<string> = new Set([]);

export const wordsFor = (name: string): string | undefined => WORDS[name];

/** The schema of a class of requests, with what its members mean; without `recordedAt`, which is allowed everywhere and ignored. */
export function withWords(schema: Schema): Schema {
  const { properties } = schema;
  if (properties === undefined) return schema;
  const shown = Object.entries(properties).filter(([name, { readOnly }]) => name !== 'recordedAt' || readOnly !== true);
  return {
    ...schema,
    properties: Object.fromEntries(
      shown.map(([name, one]) => [
        name,
        present<Schema>({ ...withWords(one), description: one.description ?? wordsFor(name) }),
      ]),
    ),
  };
}
