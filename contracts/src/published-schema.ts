import { dataSchema } from './contract-parts.js';
import { sealedMembers } from './contract.js';
import { CONTRACTS } from './contracts.js';
import { isPlain, type SchemaFragment } from './fields.js';

/** Formats that only Carethread's validator knows, and what a published schema says in their place. */
const FORMATS: Readonly<Record<string, string | undefined>> = { 'carethread-instant': 'date-time' };

/** JSON Schema 2020-12 of one contract: its clear part, and its sealed part once a consumer has opened it. */
export function contractSchema(type: string): SchemaFragment {
  const contract = CONTRACTS.get(type);
  if (contract === undefined) throw new RangeError(`${type} is not a published contract`);
  const sealed = sealedMembers(contract);
  const { properties, required } = dataSchema(type);
  const members = Object.entries(isPlain(properties) ? properties : {});
  const part = (isOf: (name: string) => boolean): SchemaFragment => ({
    type: 'object',
    properties: Object.fromEntries(members.flatMap(([name, one]) => (isOf(name) ? [[name, published(one)]] : []))),
    required: Array.isArray(required) ? required.filter((name) => isOf(String(name))) : [],
    additionalProperties: false,
  });
  const clear = { clear: part((name) => !sealed.has(name)) };
  const parts = sealed.size === 0 ? clear : { ...clear, sealed: part((name) => sealed.has(name)) };
  return {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    $id: `https://carethread.invalid/contracts/${type}`,
    title: type,
    type: 'object',
    properties: parts,
    required: Object.keys(parts),
    additionalProperties: false,
  };
}

/** A fragment in the words of JSON Schema alone. */
function published(schema: unknown): unknown {
  if (Array.isArray(schema)) return schema.map(published);
  if (!isPlain(schema)) return schema;
  return Object.fromEntries(
    Object.entries(schema).flatMap(([keyword, value]) => {
      if (keyword.startsWith('carethread')) return [];
      if (keyword !== 'format' || !String(value).startsWith('carethread')) return [[keyword, published(value)]];
      const format = FORMATS[String(value)];
      return format === undefined ? [] : [[keyword, format]];
    }),
  );
}
