/** A JSON Schema fragment, as the request classes give it. */
type Schema = Readonly<Record<string, unknown>>;

const BY_FORMAT: Readonly<Record<string, string>> = {
  uuid: '7b6f3c1e-2f7a-4d0e-9a55-0c4a1d2e3f40',
  date: '2026-03-02',
  'date-time': '2026-03-02T09:00:00.000Z',
  'carethread-instant': '2026-03-02T09:00:00.000Z',
  'carethread-when': '2026-03-02',
  'carethread-text': 'in plain words',
};
/** By pattern: a language, a hash, a period. */
const BY_PATTERN = ['en', 'ab'.repeat(32), 'P7D', '12:00', 'R1', 'in plain words'];

/** A value that fits a schema: the same one every time, with every member, so that a reader sees what may be sent. */
export function exampleOf(schema: Schema): unknown {
  if (Array.isArray(schema['enum'])) return (schema['enum'] as readonly unknown[])[0];
  const [first] = (schema['anyOf'] ?? []) as readonly Schema[];
  if (first !== undefined) return exampleOf(first);
  switch (schema['type']) {
    case 'string':
      return textOf(schema);
    case 'integer':
    case 'number':
      return Math.max(1, Number(schema['minimum'] ?? 1));
    case 'boolean':
      return true;
    case 'array': {
      const item = exampleOf((schema['items'] ?? {}) as Schema);
      return Array.from({ length: Math.max(1, Number(schema['minItems'] ?? 1)) }, () => item);
    }
    case 'object':
      return objectOf(schema);
    default:
      return 'in plain words';
  }
}

function textOf(schema: Schema): string {
  const format = BY_FORMAT[String(schema['format'])];
  const pattern = schema['pattern'];
  if (typeof pattern !== 'string' || format === BY_FORMAT['uuid']) return format ?? 'in plain words';
  const fits = new RegExp(pattern);
  return [format ?? '', ...BY_PATTERN].find((text) => text !== '' && fits.test(text)) ?? 'in plain words';
}

function objectOf(schema: Schema): Record<string, unknown> {
  const members = Object.entries((schema['properties'] ?? {}) as Readonly<Record<string, Schema>>).filter(
    ([, { readOnly }]) => readOnly !== true,
  );
  if (members.length > 0) return Object.fromEntries(members.map(([name, inner]) => [name, exampleOf(inner)]));
  const names = (schema['propertyNames'] ?? {}) as { readonly enum?: readonly string[] };
  const value = schema['additionalProperties'];
  if (typeof value !== 'object' || value === null) return {};
  return { [names.enum?.[0] ?? 'name']: exampleOf(value as Schema) };
}
