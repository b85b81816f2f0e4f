import { isPlain } from '@carethread/contracts';

/** A JSON Schema fragment, as the request classes give it. */
type Schema = Readonly<Record<string, unknown>>;

const BY_FORMAT: Readonly<Record<string, string>> = {
  uuid: '7b6f3c1e-2f7a-4d0e-9a55-0c4a1d2e3f40',
  date: '2026-03-02',
  'date-time': '2026-03-02T09:00:00.000Z',
  'carethread-instant': '2026-03-02T09:00:00.000Z',
  'carethread-when': '2026-03-02',
  'carethread-text': 'in plain words',
  'carethread-email': 'synthetic.user@example.org',
  'carethread-time-zone': 'Europe/London',
};
/** By pattern: a language, a hash, a period. */
const BY_PATTERN = ['en', 'ab'.repeat(32), 'P7D', '12:00', 'R1', 'in plain words'];

const partOf = (value: unknown): Schema => (isPlain(value) ? value : {});
const listOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);

/** A value that fits a schema: the same one every time, with every member, so that a reader sees what may be sent. */
export function exampleOf(schema: Schema): unknown {
  const [code] = listOf(schema['enum']);
  if (code !== undefined) return code;
  const [first] = listOf(schema['anyOf']);
  if (isPlain(first)) return exampleOf(first);
  switch (schema['type']) {
    case 'string':
      return textOf(schema);
    case 'integer':
    case 'number':
      return Math.max(1, Number(schema['minimum'] ?? 1));
    case 'boolean':
      return true;
    case 'array': {
      const item = exampleOf(partOf(schema['items']));
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
  const members = Object.entries(partOf(schema['properties']))
    .map(([name, inner]) => [name, partOf(inner)] as const)
    .filter(([, { readOnly }]) => readOnly !== true);
  if (members.length > 0) return Object.fromEntries(members.map(([name, inner]) => [name, exampleOf(inner)]));
  const [name = 'name'] = listOf(partOf(schema['propertyNames'])['enum']);
  const value = schema['additionalProperties'];
  return isPlain(value) ? { [String(name)]: exampleOf(value) } : {};
}
