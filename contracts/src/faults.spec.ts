import { interpret } from './validate.js';
import { fault, faultAnswered, headerFault, queryFault, shownFault, wordsOf, type BrokenRule } from './faults.js';
import {
  Code,
  Codes,
  Count,
  Flag,
  Hash,
  Id,
  Ids,
  InstantField,
  Label,
  Lang,
  ListOf,
  LocalDate,
  Text,
  Texts,
} from './fields.js';
import { Reference, TimeOfDay, Words } from './written-fields.js';

class Step {
  @Text({ max: 5 }) what!: string;
}

class Everything {
  @Text({ optional: true, max: 5, min: 2 }) text?: string;
  @Label({ optional: true }) label?: string;
  @Words({ optional: true }) words?: string;
  @Reference({ optional: true }) reference?: string;
  @Texts({ optional: true, min: 1, max: 2 }) texts?: string[];
  @Code(['a', 'b'], { optional: true }) code?: string;
  @Codes(['a', 'b'], { optional: true, min: 1 }) codes?: string[];
  @Id({ optional: true }) id?: string;
  @Ids({ optional: true, max: 1 }) ids?: string[];
  @LocalDate({ optional: true }) date?: string;
  @InstantField({ optional: true }) instant?: string;
  @TimeOfDay({ optional: true }) time?: string;
  @Count({ optional: true, min: 1, max: 9 }) count?: number;
  @Flag({ optional: true }) flag?: boolean;
  @Lang({ optional: true }) language?: string;
  @Hash({ optional: true }) hash?: string;
  @ListOf(() => Step, { optional: true, max: 1 }) steps?: Step[];
}

/** What is wrong with one member of a body, without the words. */
const brokenBy = (body: Partial<Record<keyof Everything, unknown>>): readonly object[] =>
  interpret(Everything, body).map(shownFault);

describe('a fault of a request', () => {
  it.each<[keyof Everything, unknown, BrokenRule]>([
    ['text', 7, { rule: 'type' }],
    ['text', 'longer', { rule: 'maxLength', limit: 5 }],
    ['text', ' a ', { rule: 'minLength', limit: 2 }],
    ['text', 'a\u0000b', { rule: 'format' }],
    ['label', '', { rule: 'minLength', limit: 1 }],
    ['label', 'x'.repeat(201), { rule: 'maxLength', limit: 200 }],
    ['label', 'two\nlines', { rule: 'format' }],
    ['words', 'x'.repeat(10_001), { rule: 'maxLength', limit: 10_000 }],
    ['reference', 'x'.repeat(201), { rule: 'maxLength', limit: 200 }],
    ['texts', [], { rule: 'minItems', limit: 1 }],
    ['texts', ['a', 'b', 'c'], { rule: 'maxItems', limit: 2 }],
    ['texts', [''], { rule: 'format' }],
    ['code', 'c', { rule: 'oneOf', limit: ['a', 'b'] }],
    ['codes', ['c'], { rule: 'oneOf', limit: ['a', 'b'] }],
    ['id', 'A1', { rule: 'format' }],
    ['ids', ['A1'], { rule: 'format' }],
    ['date', '2026-02-30', { rule: 'format' }],
    ['instant', 'soon', { rule: 'format' }],
    ['instant', 7, { rule: 'type' }],
    ['time', '25:00', { rule: 'format' }],
    ['count', 0, { rule: 'minimum', limit: 1 }],
    ['count', 10, { rule: 'maximum', limit: 9 }],
    ['flag', 'yes', { rule: 'type' }],
    ['language', '?', { rule: 'format' }],
    ['hash', 'ab', { rule: 'format' }],
  ])('in %s says which rule a value breaks, and what it allows: %p', (name, value, broken) => {
    expect(brokenBy({ [name]: value })).toEqual([{ pointer: `/${name}`, ...broken }]);
  });

  it('is said of a part by its place, and of a member that is missing or not known', () => {
    expect(brokenBy({ steps: [{ what: 'longer' }] })).toEqual([
      { pointer: '/steps/0/what', rule: 'maxLength', limit: 5 },
    ]);
    expect(brokenBy({ steps: [{}] })).toEqual([{ pointer: '/steps/0/what', rule: 'required' }]);
    expect(interpret(Everything, { txet: 'x' }).map(shownFault)).toEqual([{ pointer: '/txet', rule: 'unknown' }]);
    expect(interpret(Everything, []).map(shownFault)).toEqual([{ pointer: '', rule: 'type' }]);
  });

  it('reads as a sentence: where it is, and what is expected there', () => {
    expect(wordsOf(fault('/to', 'tooEarly', 'lies before from'))).toBe('/to: lies before from');
    expect(wordsOf(fault('', 'empty', 'says nothing'))).toBe('/: says nothing');
    expect(wordsOf(queryFault('limit', 'maximum', 'must be at most 200', 200))).toBe('limit: must be at most 200');
    expect(wordsOf(headerFault('X-Purpose', 'required', 'is missing'))).toBe('X-Purpose: is missing');
  });

  it('is taken over from the answer of another service, and nothing else is', () => {
    const shown = { pointer: '/limit', in: 'query', rule: 'maximum', limit: 200 };
    expect(faultAnswered(shown).map(shownFault)).toEqual([shown]);
    for (const item of ['words', null, {}, { pointer: '/a', rule: 'new' }, { pointer: 1, rule: 'type' }])
      expect(faultAnswered(item)).toEqual([]);
  });
});
