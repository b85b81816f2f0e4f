import type { Body } from './actor.js';

/** One body that is wrong in one place: where, as a JSON pointer without the positions in lists, and what was done there. */
export interface Spoilt {
  readonly at: string;
  readonly how: string;
  readonly body: Body;
}

const LONG = 'x'.repeat(10_001);
const deep = (levels: number): Body => (levels === 0 ? 1 : { a: deep(levels - 1) });
const WRONG_DATES = ['soon', '31/12/2026', '2026-02-30', '2026-02-29', '0001-01-01', '9999-12-31', ''];
const WRONG_INSTANTS = [
  ...WRONG_DATES,
  '2026-03-29T01:30',
  '2026-03-29T24:00:00Z',
  '2026-12-31T23:59:60Z',
  '0001-01-01T00:00:00Z',
];
const ILL_WRITTEN = ['a\u0000b', 'a\u000bb', 'a\u001b[31m', 'a\u202eb', 'a\u2066b', 'a\ud800'];

/** Values that do not fit a schema, with what is wrong about each. */
function wrongFor(schema: Body): readonly (readonly [string, Body])[] {
  const some = (how: string, ...values: readonly Body[]): readonly (readonly [string, Body])[] =>
    values.map((value) => [how, value] as const);
  const never = some('null', null);
  const spoilt = [...some('ill-written', 'a\u0000b'), ...some('too deep', deep(20))];
  if (schema['x-carethread-json'] === true) return spoilt;
  const mayBeNull = schema.anyOf?.some(({ type }: Body) => type === 'null') === true;
  if (schema.anyOf !== undefined) return mayBeNull ? spoilt : [...spoilt, ...never];
  if (schema.enum !== undefined) return [...never, ...some('no such code', 'banana', '', 7)];
  switch (schema.type) {
    case 'string': {
      const typed = some('wrong type', 5, true, {}, [], [['a']]);
      if (schema.format === 'date') return [...never, ...typed, ...some('no date', ...WRONG_DATES)];
      if (schema.format === 'date-time' || schema['x-carethread-format'] === 'date or instant')
        return [...never, ...typed, ...some('no instant', ...WRONG_INSTANTS)];
      if (schema.pattern !== undefined) return [...never, ...typed, ...some('no such form', '?', LONG)];
      return [...never, ...typed, ...some('ill-written', ...ILL_WRITTEN), ...some('too long', LONG)];
    }
    case 'integer':
      return [...never, ...some('wrong type', 'x', 1.5, {}, [], '1'), ...some('too small', -1)];
    case 'boolean':
      return [...never, ...some('wrong type', 'yes', 1, {}, [])];
    case 'array':
      return [
        ...never,
        ...some('wrong type', {}, 'x', 1),
        ...some(
          'too many',
          Array.from({ length: 501 }, () => 'x'),
        ),
      ];
    case 'object':
      return [...never, ...some('wrong type', [], 'x', 1)];
    default:
      return [];
  }
}

/** The body with one member put somewhere: through every object and list on the way, which are made where they are not there. */
function put(body: Body, path: readonly string[], value: Body): Body {
  const [name, ...rest] = path;
  if (name === undefined) return value;
  if (name === '*') return [put(Array.isArray(body) ? body[0] : undefined, rest, value)];
  const object = typeof body === 'object' && body !== null && !Array.isArray(body) ? body : {};
  return { ...object, [name]: put(object[name], rest, value) };
}

/**
 * Every way in which a body of this schema is spoilt in one place.
 * @param seen the classes that were spoilt before: one that stands in many places, or in many bodies, is spoilt in the first
 */
export function spoiltBodies(schema: Body, right: Body, schemas: Body, seen: Set<string>): readonly Spoilt[] {
  const found: Spoilt[] = [];
  const spoil = (inner: Body, path: readonly string[], oneOfMany = false): void => {
    const add = (how: string, to: readonly string[], value: Body): void => {
      found.push({ at: `/${path.filter((one) => one !== '*').join('/')}`, how, body: put(right, to, value) });
    };
    if (inner.$ref !== undefined) {
      if (!seen.has(inner.$ref)) {
        seen.add(inner.$ref);
        spoil(schemas[inner.$ref.split('/').at(-1)], path, oneOfMany);
      }
      return;
    }
    // What does not fit one of several shapes may fit another: only what lies inside is spoilt there.
    if (path.length > 0 && !oneOfMany) {
      const wrong = wrongFor(inner);
      // Deep inside a plan one example of each way is enough.
      const shown =
        path.length < 3 ? wrong : wrong.filter(([how], nth) => wrong.findIndex(([one]) => one === how) === nth);
      for (const [how, value] of shown) add(how, path, value);
    }
    for (const one of inner.anyOf ?? []) spoil(one, path, true);
    if (inner.type === 'array' && inner.items !== undefined && (!oneOfMany || inner.items.$ref !== undefined))
      spoil(inner.items, [...path, '*'], oneOfMany);
    if (inner.type !== 'object' || inner.properties === undefined) return;
    add('a stranger', [...path, 'quokkazephyr'], 1);
    for (const [name, one] of Object.entries<Body>(inner.properties))
      if (name !== 'recordedAt') spoil(one, [...path, name]);
  };
  spoil(schema, []);
  return found;
}
