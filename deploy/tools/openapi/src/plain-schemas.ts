import type { Properties } from './schema.js';

/** Schemas in standard words alone: formats and keywords of our own stand under `x-carethread-…`. */
export function plainSchemas(schemas: Properties): Properties {
  return Object.fromEntries(Object.entries(schemas).map(([name, schema]) => [name, plainObject(schema)]));
}

const OWN_FORMATS: Readonly<Record<string, object>> = {
  'carethread-instant': { format: 'date-time' },
  'carethread-when': { 'x-carethread-format': 'date or instant' },
  'carethread-text': { 'x-carethread-format': 'text' },
  'carethread-label': { 'x-carethread-format': 'label' },
  'carethread-ref': { 'x-carethread-format': 'reference' },
  'carethread-email': { format: 'email' },
  'carethread-time-zone': { 'x-carethread-format': 'time zone' },
  'carethread-words': { 'x-carethread-format': 'words' },
};

function plain(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(plain);
  return typeof value === 'object' && value !== null ? plainObject(value) : value;
}

function plainObject(value: object): Readonly<Record<string, unknown>> {
  return Object.fromEntries(
    Object.entries(value).flatMap(([name, inner]): readonly (readonly [string, unknown])[] => {
      if (name === 'carethreadJson') return [['x-carethread-json', inner]];
      const own = name === 'format' ? OWN_FORMATS[String(inner)] : undefined;
      return own === undefined ? [[name, plain(inner)]] : Object.entries(own);
    }),
  );
}
