import { Ajv2020 } from 'ajv/dist/2020.js';
import { Label, schemaOf } from './fields.js';
import { interpret, validateRequest } from './validate.js';
import { Either, TimeOfDay, Words } from './written-fields.js';

class Party {
  @Label({ optional: true }) name?: string;
  @TimeOfDay({ optional: true }) from?: string;
}

class Written {
  @Words({ optional: true }) words?: string;
  @TimeOfDay({ optional: true }) time?: string;
  @Either({ text: true, object: () => Party }, { optional: true }) party?: unknown;
  @Either({ list: () => Party }, { optional: true }) parties?: Party[];
  @Either({ names: true }, { optional: true }) names?: string[];
  @Either({ text: true, texts: true, flag: true }, { optional: true }) said?: unknown;
  @Either({ count: true }, { optional: true }) count?: number;
  @Either({ flag: true }) needed!: boolean;
}

/** Which members are refused, by both checks alike. */
function refused(body: object): readonly string[] {
  const whole = { needed: true, ...body };
  const checked = validateRequest(Written, whole);
  const slow = interpret(Written, whole).map(({ pointer }) => pointer);
  expect(checked.ok).toBe(slow.length === 0);
  return checked.ok ? [] : checked.errors.map(({ pointer }) => pointer);
}

describe('a value in one of several shapes', () => {
  it.each<[string, readonly unknown[], readonly unknown[]]>([
    ['words', ['', ' ', 'a\tb\nc', 'x'.repeat(10_000)], ['x'.repeat(10_001), 'a\u000bb', 1, null, []]],
    ['time', ['00:00', '08:30', '23:59'], ['24:00', '8:30', '08:60', '08:30:00', 'noon', '', 800, null]],
    ['party', ['the sister', '', {}, { name: 'x' }], [5, null, [], ['x'], true]],
    [
      'parties',
      [[], [{}], [{ name: 'x' }, {}]],
      [{}, 'x', ['x'], [null], [[]], Array.from({ length: 501 }, () => ({}))],
    ],
    ['names', [[], ['a1', 'a2']], ['a1', [''], [' '], [1], ['x'.repeat(201)], {}]],
    ['said', ['', 'x', ['x', ''], true, false], [1, {}, [1], [[]], null]],
    ['count', [0, 7], [-1, 0.5, '1', null, Number.MAX_SAFE_INTEGER + 1]],
    ['needed', [true, false], ['yes', 1, null, undefined]],
  ])('%s', (member, right, wrong) => {
    for (const value of right) expect([value, refused({ [member]: value })]).toEqual([value, []]);
    for (const value of wrong) expect([value, refused({ [member]: value })]).toEqual([value, [`/${member}`]]);
  });

  it('is refused where the fault lies, inside an object or an item of a list', () => {
    expect(refused({ party: { name: 5 } })).toEqual(['/party/name']);
    expect(refused({ party: { nmae: 'x' } })).toEqual(['/party/nmae']);
    expect(refused({ parties: [{}, { from: '25:00' }, { stranger: 1 }] })).toEqual(['/parties/1/from', '/parties/2']);
  });

  it('is JSON Schema 2020-12, with the classes in full or by reference', () => {
    const reader = new Ajv2020({ strict: false });
    expect(reader.validateSchema(schemaOf(Written))).toBe(true);
    const part = (of: new () => object) => ({ $ref: `#/components/schemas/${of.name}` });
    expect(schemaOf(Written, { part })).toMatchObject({
      properties: {
        party: { anyOf: [{ type: 'string' }, { $ref: '#/components/schemas/Party' }] },
        parties: { type: 'array', items: { $ref: '#/components/schemas/Party' } },
      },
      required: ['needed'],
    });
  });
});
