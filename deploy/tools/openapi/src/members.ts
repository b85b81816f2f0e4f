import { WORDS } from './words.js';
import { present } from '@carethread/ledger';
import type { Properties, Schema } from './schema.js';

/** The form of a member by its name, as the house names things: instants end in `At`, dates in `On`, ids in `Id`. */
export function describeMember(name: string, schema: Schema, comment: string): Schema {
  const description = comment === '' ? wordsFor(name) : comment;
  const formed = { ...schema, ...formOf(name, schema) };

  return { ...formed, description };
}

function formOf(name: string, schema: Schema): Schema {
  if (schema.type === 'array') return { ...schema, items: itemForm(name, schema.items ?? {}) };
  if (schema.type !== 'string' || schema.enum !== undefined) return {};
  if (name === 'hash' || name.endsWith('Hash')) return { pattern: '^[0-9a-f]{64}$' };
  if (INSTANTS.has(name) || /[a-z]At$/.test(name)) return { format: 'date-time' };
  if (DATES.has(name) || /[a-z]On$/.test(name)) return { format: 'date' };
  if (UUIDS.has(name)) return { format: 'uuid' };
  return {};
}

const itemForm = (name: string, items: Schema): Schema =>
  /[a-z]Ids$/.test(name) ? { ...items, ...formOf(name.slice(0, -1), items) } : items;

const INSTANTS: ReadonlySet<string> = new Set(['effectiveFrom', 'preparedOn']);
const DATES: ReadonlySet<string> = new Set(['dateOfBirth']);
/** Ids that the platform makes; what stands in a plan is named by whoever writes it, and users by the issuer of their tokens. */
const UUIDS: ReadonlySet<string> = new Set(
  (
    'personId planId organisationId assessmentId handoverId findingId episodeId subscriptionId riskId restrictionId reviewId ' +
    'signOffId disclosureId inspectionId caseId copyId correctionId correlationId causationId commandId'
  ).split(' '),
);

/** What a member means: in its own words, or in those of its name. */
export function wordsFor(name: string): string {
  const words = name.replace(/([a-z])([A-Z])/g, '$1 $2').toLowerCase();
  const said = WORDS[name];
  if (said !== undefined) return said;
  if (/[a-z]Ids$/.test(name)) return `The ids of: ${words.replace(/ ids$/, '')}`;
  if (/[a-z]Id$/.test(name)) return `The id of: ${words.replace(/ id$/, '')}`;
  if (/[a-z]At$/.test(name)) return `The instant of: ${words.replace(/ at$/, '')}`;
  if (/[a-z]On$/.test(name)) return `The date of: ${words.replace(/ on$/, '')}`;
  return words.charAt(0).toUpperCase() + words.slice(1);
}

/** The schema of a class of requests, with what its members mean; without `recordedAt`, which is allowed everywhere and ignored. */
export function withWords(schema: Schema): Schema {
  const { properties, items, additionalProperties, anyOf } = schema;
  return present<Schema>({
    ...schema,
    properties: properties === undefined ? undefined : describedMembers(properties),
    items: items === undefined ? undefined : withWords(items),
    additionalProperties:
      typeof additionalProperties === 'object' ? withWords(additionalProperties) : additionalProperties,
    anyOf: anyOf?.map(withWords),
  });
}

function describedMembers(properties: Properties): Properties {
  return Object.fromEntries(
    Object.entries(properties)
      .filter(([name, { readOnly }]) => name !== 'recordedAt' || readOnly !== true)
      .map(([name, one]) => [name, { ...withWords(one), description: one.description ?? wordsFor(name) }]),
  );
}
