import type { Properties } from './schema.js';

/** The content of a plan: with every section in full it is more than most validators can compile at once. */
const LARGE = '#/components/schemas/PlanContent';

interface Placed {
  readonly paths: Readonly<Record<string, Readonly<Record<string, object>>>>;
  readonly schemas: Properties;
}

/**
 * Examples stand beside the schema of a body. Of a body that holds a whole plan the example stands in the schema itself, where readers
 * see it as well and linters do not compile the schema to check it; a test of ours does.
 */
export function withExamplesPlaced(paths: Placed['paths'], schemas: Properties): Placed {
  const examples: Record<string, unknown> = {};
  const placed: Placed['paths'] = JSON.parse(JSON.stringify(paths), (_, value: unknown) => {
    const { schema, example } = Object(value);
    const name =
      String(schema?.$ref ?? '')
        .split('/')
        .at(-1) ?? '';
    if (example === undefined || !isLarge(name, schemas)) return value;
    examples[name] ??= example;
    return { schema };
  });
  const found = Object.entries(examples).map(([name, example]) => [name, { ...schemas[name], examples: [example] }]);
  return { paths: placed, schemas: { ...schemas, ...Object.fromEntries(found) } };
}

function isLarge(name: string, schemas: Properties, above: readonly string[] = []): boolean {
  const text = JSON.stringify(schemas[name] ?? {});
  if (text.includes(`"${LARGE}"`)) return true;
  const inside = [...text.matchAll(/"#\/components\/schemas\/([^"]+)"/g)].map(([, one = '']) => one);
  return inside.some((one) => !above.includes(one) && one !== name && isLarge(one, schemas, [...above, name]));
}
