import { Ajv2020 } from 'ajv/dist/2020.js';
import fc from 'fast-check';
import { faultInName, isVisible, isWritten } from './characters.js';
import {
  Code,
  Codes,
  Count,
  Counts,
  Flag,
  Hash,
  Id,
  isDate,
  Ids,
  InstantField,
  JsonAny,
  JsonField,
  JsonList,
  Label,
  Lang,
  ListOf,
  LocalDate,
  MapOf,
  Nested,
  normalInstant,
  RecordOf,
  schemaOf,
  Text,
  Texts,
  When,
} from './fields.js';
import { interpret, validateRequest } from './validate.js';

class Step {
  @Text() what!: string;
  @LocalDate({ optional: true }) by?: string;
  @JsonField({ optional: true }) more?: object;
}

/** Wants nothing, so only its shape can be wrong. */
class Loose {
  @Text({ optional: true }) note?: string;
}

/** Requests of the shapes that the services have; the third holds every kind of field. */
class RegisterRequest {
  @Nested(() => Step) first!: Step;
  @LocalDate() dateOfBirth!: string;
  @Lang() firstLanguage!: string;
  @Codes(['olderPerson', 'mentalHealth']) groups!: string[];
  @Id({ optional: true }) organisationId?: string;
}

class IndicatorsRequest {
  @MapOf(['met', 'notMet', 'unknown'], { keys: ['S1', 'E1'] }) answers!: Record<string, string>;
  @MapOf('text', { optional: true }) evidence?: Record<string, string>;
  @RecordOf(() => Step, ['meals', 'bedtime'], { optional: true }) topics?: Record<string, Step>;
}

class EveryField {
  @Text({ optional: true }) text?: string;
  @Text({ optional: true, min: 3, max: 20 }) short?: string;
  @Label({ optional: true }) label?: string;
  @Texts({ optional: true, max: 3 }) texts?: string[];
  @Code(['accept', 'avoid'], { optional: true }) code?: string;
  @Codes(['a', 'b'], { optional: true, min: 1 }) codes?: string[];
  @Id({ optional: true }) id?: string;
  @Ids({ optional: true, max: 2 }) ids?: string[];
  @LocalDate({ optional: true }) date?: string;
  @InstantField({ optional: true }) instant?: string;
  @When({ optional: true }) when?: string;
  @Count({ optional: true, min: 1, max: 5 }) count?: number;
  @Counts({ optional: true }) counts?: number[];
  @Flag({ optional: true }) flag?: boolean;
  @Lang({ optional: true }) lang?: string;
  @Hash({ optional: true }) hash?: string;
  @Nested(() => Step, { optional: true }) step?: Step;
  @ListOf(() => Step, { optional: true, min: 1, max: 2 }) steps?: Step[];
  @Nested(() => Loose, { optional: true }) loose?: Loose;
  @ListOf(() => Loose, { optional: true }) looseList?: Loose[];
  @MapOf('text', { optional: true }) map?: Record<string, string>;
  @RecordOf(() => Step, ['meals'], { optional: true }) record?: Record<string, Step>;
  @JsonField({ optional: true }) json?: object;
  @JsonAny({ optional: true }) any?: unknown;
  @JsonList({ optional: true }) list?: object[];
}

type Class = new () => object;

/** The one verdict of both checks; throws where they differ. */
function verdict(of: Class, body: unknown): boolean {
  const quick = validateRequest(of, body).ok;
  const slow = interpret(of, body).length === 0;
  if (quick !== slow)
    throw new Error(`the compiled check says ${quick}, class-validator ${slow}: ${JSON.stringify(body).slice(0, 500)}`);
  return quick;
}

const ID = '0b0e7a52-6f3e-4c1a-9d3b-2f6f3f0c9a11';
const HASH = 'a'.repeat(64);
const deep = (levels: number): unknown => {
  let value: unknown = 'x';
  for (let level = 0; level < levels; level += 1) value = { a: value };
  return value;
};
const emoji = (count: number): string => '😀'.repeat(count);

/** Member by member: what is right at the edge, and what is just over it. */
const EDGES: readonly (readonly [member: keyof EveryField, right: readonly unknown[], wrong: readonly unknown[]])[] = [
  [
    'text',
    ['a', ' a ', 'a\tb\r\nc', 'x'.repeat(10_000), emoji(10_000)],
    [
      '',
      ' \n',
      'x'.repeat(10_001),
      emoji(10_001),
      'a\u0000b',
      'a\u000bb',
      'a\u001bb',
      'a\u007f',
      'a\u0085',
      'a\ud800',
      'a\u202eb',
      'a\u2066b\u2069',
      '\u200b',
      '\u3164\n',
      5,
      [],
      {},
    ],
  ],
  ['short', ['abc', ' a c ', emoji(3), emoji(20)], ['ab', 'a    ', '    ab    ', emoji(2), 'x'.repeat(21), emoji(21)]],
  [
    'label',
    ['x'.repeat(200), emoji(200), "Tŷ D'Arcy-Test", 'نرگس\u200cجان'],
    ['x'.repeat(201), emoji(201), '', ' ', '\u200b', '\u3164', 'a\nb', 'a\tb', 'a\u202eb', 'a\u200eb', 'a\u2028b', 5],
  ],
  ['texts', [[], ['a', 'b', 'c']], [['a', 'b', 'c', 'd'], [''], [1], 'a', { 0: 'a' }]],
  ['code', ['accept'], ['Accept', '', 0, ['accept']]],
  ['codes', [['a'], ['a', 'b', 'a']], [[], ['c'], [['a']], 'a']],
  ['id', [ID], [ID.toUpperCase(), ` ${ID}`, `${ID}\n`, 'K1', 1]],
  ['ids', [[], [ID, ID]], [[ID, ID, ID], ['K1'], ID]],
  ['date', ['2026-02-28', '2024-02-29'], ['2026-02-29', '2026-13-01', '2026-2-1', '2026-02-28T00:00Z', 20260228]],
  [
    'instant',
    ['2026-03-01T00:00Z', '2026-03-01T00:00:01Z', '2026-03-01T23:59:59.123Z'],
    [
      '2026-03-01',
      '2026-02-30T00:00Z',
      '2026-03-01T24:00:00Z',
      '2026-03-01T24:00Z',
      '2026-03-01T25:00Z',
      '2026-03-01T00:60Z',
      '2026-03-01T00:00:60Z',
      '2026-12-31T23:59:60Z',
      '2026-03-01T00:00+01:00',
      '2026-03-01T00:00:00.1234Z',
      '2026-03-01t00:00:00z',
    ],
  ],
  ['when', ['2026-03-01', '2026-03-01T09:30Z'], ['2026-02-30', '2026-03-01T24:00:00Z', 'yesterday', 1]],
  ['count', [1, 5, 2.0], [0, 6, 1.5, -1, 1e20, '1', true]],
  ['counts', [[], [1, Number.MAX_SAFE_INTEGER]], [[0], [1.5], ['1'], 1]],
  ['flag', [true, false], ['true', 0, 1]],
  ['lang', ['en', 'cy', 'en-GB'], ['english language', '', 'e', 'en_GB']],
  ['hash', [HASH], [HASH.toUpperCase(), 'a'.repeat(63), `${HASH}a`]],
  [
    'step',
    [{ what: 'x' }, { what: 'x', by: '2026-03-01' }],
    [{}, { what: '' }, { what: 'x', who: 'y' }, { what: 'x', by: null }, [{ what: 'x' }], 'x', []],
  ],
  [
    'steps',
    [[{ what: 'x' }]],
    [[], [{}], [null], [[{ what: 'x' }]], [{ what: 'x' }, { what: 'x' }, { what: 'x' }], { what: 'x' }],
  ],
  ['loose', [{}, { note: 'x' }], [[], [{}], 'x', { note: '' }]],
  ['looseList', [[], [{}]], [[[]], [[{}]], [null], ['x'], {}]],
  [
    'map',
    [{}, { S1: 'seen' }, { [emoji(100)]: 'x' }, { constructor: 'x' }],
    [{ S1: '' }, { S1: 1 }, { [emoji(101)]: 'x' }, { ['x'.repeat(101)]: 'x' }, [], 'x'],
  ],
  [
    'record',
    [{}, { meals: { what: 'x' } }],
    [
      { supper: { what: 'x' } },
      { meals: {} },
      { meals: { what: 'x', who: 'y' } },
      { meals: 'x' },
      { meals: { what: 'x', more: { a: null } } },
      [],
    ],
  ],
  [
    'json',
    [{}, { a: [1, true, ''] }, deep(12), { constructor: 'x' }],
    [[], 'x', { a: null }, deep(13), { a: '\u0000' }, { constructor: null }, JSON.parse('{"__proto__":null}')],
  ],
  ['any', ['x', 1, false, [], {}], [{ a: null }, [null], 'x'.repeat(10_001), Array.from({ length: 501 }, () => 1)]],
  ['list', [[], [{ a: 1 }]], [[1], [[]], {}, [{ a: null }], Array.from({ length: 501 }, () => ({}))]],
];

describe('each kind of field', () => {
  it.each(EDGES)('%s is right up to its edge and wrong over it, to both checks', (member, right, wrong) => {
    for (const value of right)
      expect({ value, ok: verdict(EveryField, { [member]: value }) }).toEqual({ value, ok: true });
    for (const value of wrong)
      expect({ value, ok: verdict(EveryField, { [member]: value }) }).toEqual({ value, ok: false });
  });

  it('has its edges listed here', () => {
    expect(EDGES.map(([member]) => member).sort()).toEqual(
      Object.keys(schemaOf(EveryField)['properties'] as object)
        .filter((name) => name !== 'recordedAt')
        .sort(),
    );
  });

  it.each(EDGES.map(([member]) => member))('%s may be left out where it is optional, and is never null', (member) => {
    expect(verdict(EveryField, {})).toBe(true);
    expect(verdict(EveryField, { [member]: null })).toBe(false);
  });
});

describe('a request', () => {
  const right = { first: { what: 'walk' }, dateOfBirth: '1940-02-29', firstLanguage: 'en', groups: ['olderPerson'] };

  it.each(['first', 'dateOfBirth', 'firstLanguage', 'groups'])('wants its member %s', (member) => {
    expect(verdict(RegisterRequest, right)).toBe(true);
    const { [member as keyof typeof right]: _, ...rest } = right;
    expect(verdict(RegisterRequest, rest)).toBe(false);
  });

  it.each([
    ['firstLang', '/firstLang: is not known here; is firstLanguage meant?'],
    ['first_language', '/first_language: is not known here; is firstLanguage meant?'],
    ['firstLanguag', '/firstLanguag: is not known here; is firstLanguage meant?'],
    ['zephyr', expect.stringMatching(/^: member 5 is not known here; known are .*firstLanguage/)],
    ['what', expect.stringMatching(/^\/what: is not known here; known are .*firstLanguage/)],
  ])(
    'names %s by its path where it is misspelt or a member of another request, and else by its place',
    (name, fault) => {
      const checked = validateRequest(RegisterRequest, { ...right, [name]: 'x' });
      expect(checked.ok ? [] : checked.errors.map(({ pointer, says }) => `${pointer}: ${says}`)).toEqual([fault]);
    },
  );

  it('names a list that is missing once', () => {
    const { groups: _, ...rest } = right;
    expect(validateRequest(RegisterRequest, rest)).toEqual({
      ok: false,
      errors: [{ pointer: '/groups', rule: 'required', says: 'is missing' }],
    });
  });

  it('ignores recordedAt at every depth, whatever it holds, and knows no other stranger', () => {
    expect(
      verdict(RegisterRequest, { ...right, recordedAt: null, first: { what: 'walk', recordedAt: deep(10_000) } }),
    ).toBe(true);
    expect(verdict(RegisterRequest, { ...right, recordedBy: 'x' })).toBe(false);
    expect(verdict(RegisterRequest, { ...right, first: { what: 'walk', id: ID } })).toBe(false);
    expect(verdict(RegisterRequest, { ...right, ...{ constructor: 'x' } })).toBe(false);
  });

  it.each([[null], [[]], ['x'], [1], [true]])('is an object, not %j', (body) => {
    expect(verdict(EveryField, body)).toBe(false);
  });

  it('names every fault by its path', () => {
    const checked = validateRequest(RegisterRequest, {
      ...right,
      dateOfBirth: '1940-02-30',
      first: { by: 'soon', stranger: 1 },
      groups: ['young'],
    });
    expect(checked).toMatchObject({ ok: false });
    expect(checked.ok ? [] : [...new Set(checked.errors.map(({ pointer }) => pointer))].sort()).toEqual([
      '/dateOfBirth',
      '/first',
      '/first/by',
      '/first/what',
      '/groups',
    ]);
  });

  it('that is full of faults has twenty of its parts looked at slowly, whatever their number', () => {
    class Many {
      @ListOf(() => Step, { max: 500 }) steps!: Step[];
    }
    const refused = validateRequest(Many, { steps: Array.from({ length: 20_000 }, () => ({ what: 5 })) });
    expect(refused.ok ? [] : refused.errors.map(({ pointer }) => pointer)).toEqual([
      ...Array.from({ length: 20 }, (_, index) => `/steps/${index}/what`),
      '/steps',
    ]);
  });

  it('is handed on as it was sent when it is right', () => {
    const checked = validateRequest(RegisterRequest, right);
    expect(checked).toEqual({ ok: true, value: right });
  });

  it('is refused, and throws nothing, when hostile members stand beside a fault', () => {
    const hostile = [
      { json: { constructor: 'x' } },
      { map: { constructor: 5 } },
      { stranger: deep(10_000) },
      { recordedAt: deep(10_000) },
      { json: deep(10_000) },
      { steps: [[{ constructor: null }]] },
      { step: [[{ constructor: null }]] },
      { record: { meals: [{ constructor: null }] } },
      JSON.parse('{"__proto__":{"flag":true}}'),
    ];
    for (const members of hostile) expect(verdict(EveryField, { ...members, flag: 'no' })).toBe(false);
  });
});

/** Any JSON value, with those that tend to split validators among the likely ones. */
const nasty = fc.oneof(
  fc.constantFrom<unknown>(
    null,
    '',
    ' ',
    'a',
    'ab',
    'abc',
    'a\u0000b',
    'a\ud800',
    emoji(3),
    emoji(21),
    emoji(150),
    emoji(201),
    'x'.repeat(10_001),
    0,
    -0,
    -1,
    1,
    1.5,
    1e20,
    true,
    false,
    [],
    {},
    [null],
    [[]],
    [{}],
    [''],
    ID,
    HASH,
    '2026-02-30',
    '2026-03-01',
    '2026-03-01T00:00Z',
    '2026-03-01T25:00Z',
    'accept',
    'met',
    'en',
    { constructor: 'x' },
    { constructor: null },
    { what: 'x' },
    [{ what: 'x' }],
    { meals: {} },
    deep(12),
    deep(13),
    JSON.parse('{"__proto__":null}'),
    JSON.parse('{"__proto__":"x"}'),
  ),
  fc.jsonValue(),
);

const text = fc
  .string({ minLength: 1, maxLength: 30, unit: 'binary' })
  .filter((value) => isWritten(value) && isVisible(value));
const label = text.filter((value) => faultInName(value) === undefined);
const step = fc.record(
  {
    what: text,
    by: fc.constantFrom('2026-03-01', '2024-02-29'),
    more: fc.dictionary(fc.string({ maxLength: 8 }), fc.oneof(fc.integer(), fc.boolean(), text)),
  },
  { requiredKeys: ['what'] },
);
const instants = fc
  .date({ min: new Date('1900-01-01'), max: new Date('2100-01-01'), noInvalidDate: true })
  .map((at) => at.toISOString());
const dates = instants.map((at) => at.slice(0, 10));
const hashes = fc.string({ unit: fc.constantFrom(...'0123456789abcdef'), minLength: 64, maxLength: 64 });

const RIGHT: readonly (readonly [Class, fc.Arbitrary<object>])[] = [
  [
    RegisterRequest,
    fc.record(
      {
        first: step,
        dateOfBirth: dates,
        firstLanguage: fc.constantFrom('en', 'cy', 'pl-PL'),
        groups: fc.subarray(['olderPerson', 'mentalHealth']),
        organisationId: fc.uuid(),
      },
      { requiredKeys: ['first', 'dateOfBirth', 'firstLanguage', 'groups'] },
    ),
  ],
  [
    IndicatorsRequest,
    fc.record(
      {
        answers: fc.record(
          { S1: fc.constantFrom('met', 'unknown'), E1: fc.constantFrom('met', 'notMet') },
          { requiredKeys: [] },
        ),
        evidence: fc.dictionary(fc.string({ maxLength: 20 }), text),
        topics: fc.record({ meals: step, bedtime: step }, { requiredKeys: [] }),
      },
      { requiredKeys: ['answers'] },
    ),
  ],
  [
    EveryField,
    fc.record(
      {
        text,
        short: fc.constantFrom('abc', ' a c '),
        label,
        texts: fc.array(text, { maxLength: 3 }),
        code: fc.constantFrom('accept', 'avoid'),
        codes: fc.constantFrom(['a'], ['b', 'a']),
        id: fc.uuid(),
        ids: fc.array(fc.uuid(), { maxLength: 2 }),
        date: dates,
        instant: instants,
        when: fc.oneof(dates, instants),
        count: fc.integer({ min: 1, max: 5 }),
        counts: fc.array(fc.integer({ min: 1 })),
        flag: fc.boolean(),
        lang: fc.constantFrom('en', 'bfi'),
        hash: hashes,
        step,
        steps: fc.array(step, { minLength: 1, maxLength: 2 }),
        loose: fc.record({ note: text }, { requiredKeys: [] }),
        looseList: fc.array(fc.record({ note: text }, { requiredKeys: [] }), { maxLength: 2 }),
        map: fc.dictionary(fc.string({ maxLength: 20 }), text),
        record: fc.record({ meals: step }),
        json: fc.dictionary(fc.string({ maxLength: 8 }), fc.oneof(fc.integer(), text)),
        any: fc.oneof(text, fc.integer()),
        list: fc.array(fc.record({ a: fc.integer() }), { maxLength: 3 }),
        recordedAt: nasty,
      },
      { requiredKeys: [] },
    ),
  ],
];

interface Mutation {
  readonly at: number;
  readonly how: 'replace' | 'remove' | 'add' | 'repeat';
  readonly name: string;
  readonly value: unknown;
}
const mutation: fc.Arbitrary<Mutation> = fc.record({
  at: fc.nat(1000),
  how: fc.constantFrom('replace', 'remove', 'add', 'repeat'),
  name: fc.oneof(
    fc.constantFrom('recordedAt', 'constructor', 'toString', 'meals', 'what', 'id'),
    fc.string({ maxLength: 6 }),
  ),
  value: nasty,
});

type Holder = Record<string, unknown> | unknown[];
const isHolder = (value: unknown): value is Holder => typeof value === 'object' && value !== null;

/** Changes one place of a body, chosen among all its places at every depth. */
function mutated(body: object, { at, how, name, value }: Mutation): unknown {
  const copy = structuredClone(body);
  const places: [Holder, string][] = [];
  const visit = (holder: Holder): void => {
    for (const [key, inner] of Object.entries(holder)) {
      places.push([holder, key]);
      if (isHolder(inner)) visit(inner);
    }
  };
  visit(copy as Holder);
  const place = places[at % Math.max(places.length, 1)];
  if (place === undefined) return { ...copy, [name]: value };
  const [holder, key] = place;
  const target = (holder as Record<string, unknown>)[key];
  const into = isHolder(target) ? target : holder;
  if (how === 'replace')
    Object.defineProperty(holder, key, { value, enumerable: true, configurable: true, writable: true });
  else if (how === 'remove' && Array.isArray(holder)) holder.splice(Number(key), 1);
  else if (how === 'remove') Reflect.deleteProperty(holder, key);
  else if (how === 'repeat' && Array.isArray(into)) into.push(...structuredClone(into), value);
  else if (!Array.isArray(into))
    Object.defineProperty(into, name, { value, enumerable: true, configurable: true, writable: true });
  return copy;
}

describe('the compiled check and class-validator', () => {
  it.each(RIGHT)('both accept every right %p', (of, bodies) => {
    fc.assert(
      fc.property(bodies, (body) => verdict(of, body)),
      { numRuns: 300 },
    );
  });

  it.each(RIGHT)('give the same verdict on a changed %p', (of, bodies) => {
    const seen = { accepted: 0, refused: 0 };
    fc.assert(
      fc.property(bodies, fc.array(mutation, { minLength: 1, maxLength: 2 }), (body, mutations) => {
        const changed = mutations.reduce<unknown>((so, change) => (isHolder(so) ? mutated(so, change) : so), body);
        seen[verdict(of, changed) ? 'accepted' : 'refused'] += 1;
      }),
      { numRuns: 1500 },
    );
    // A property that only ever saw one verdict would prove nothing.
    expect(seen.accepted).toBeGreaterThan(20);
    expect(seen.refused).toBeGreaterThan(300);
  });

  it('give the same verdict on any JSON', () => {
    fc.assert(
      fc.property(nasty, fc.constantFrom(...RIGHT.map(([of]) => of)), (body, of) => void verdict(of, body)),
      { numRuns: 500 },
    );
  });

  it('never repeat what was sent, neither a value nor the name of a stranger', () => {
    const secret = 'zz-words-of-a-person-zz';
    fc.assert(
      fc.property(
        fc.constantFrom(...EDGES.map(([member]) => member)),
        fc.constantFrom<unknown>(
          secret.repeat(500),
          { [secret]: secret.repeat(500) },
          { [secret]: null },
          [secret, 5],
          { meals: { [secret]: secret } },
          [{ what: '', [secret]: secret }],
        ),
        (member, value) => {
          const checked = validateRequest(EveryField, { [member]: value, [secret]: secret });
          expect(checked.ok).toBe(false);
          expect(JSON.stringify(checked)).not.toContain(secret);
        },
      ),
    );
  });
});

describe('the schema of a request', () => {
  it.each(RIGHT.map(([of]) => of))('is JSON Schema 2020-12: %p', (of) => {
    const reader = new Ajv2020({ strict: false, validateFormats: false });
    expect(reader.validateSchema(schemaOf(of))).toBe(true);
  });

  it('closes every object, and lists what must be there', () => {
    expect(schemaOf(RegisterRequest)).toMatchObject({
      title: 'RegisterRequest',
      additionalProperties: false,
      required: ['first', 'dateOfBirth', 'firstLanguage', 'groups'],
      properties: { first: { title: 'Step', additionalProperties: false, required: ['what'] } },
    });
  });
});

describe('a date', () => {
  it('is one that the calendar has, in any year from 1800 to 2199', () => {
    const shown = (millis: number): string => new Date(millis).toISOString().slice(0, 10);
    for (const year of [0, 1, 1799, 1800, 1900, 2000, 2024, 2026, 2100, 2199, 2200, 9999])
      for (let month = 0; month <= 13; month += 1)
        for (let day = 0; day <= 32; day += 1) {
          const [y, m, d] = [`${year}`.padStart(4, '0'), `${month}`.padStart(2, '0'), `${day}`.padStart(2, '0')];
          const at = new Date(`${y}-${m}-${d}T00:00:00.000Z`).getTime();
          expect([y, m, d, isDate(`${y}-${m}-${d}`)]).toEqual([
            y,
            m,
            d,
            year >= 1800 && year <= 2199 && !Number.isNaN(at) && shown(at) === `${y}-${m}-${d}`,
          ]);
        }
  });
});

describe('an instant written shorter', () => {
  it.each([['2026-03-01T00:00Z'], ['2026-03-01T00:00:00Z'], ['2026-03-01T00:00:00.0Z']])(
    '%s is the same instant in 24 characters',
    (short) => {
      expect(normalInstant(short)).toBe('2026-03-01T00:00:00.000Z');
    },
  );
});
