import fc from 'fast-check';
import { isFilled, itemsIn, linesIn, titleOf, valueAt, withValue } from './values.js';

const same = (name: string): string => name;

describe('values of a plan', () => {
  it('are put where a path leads, and leave what stands beside them', () => {
    const before = { steps: [{ what: 'practise', responsible: 'keyworker', doneOn: '2026-01-01' }] };
    expect(withValue(before, 'steps/0/what', 'walk')).toEqual({
      steps: [{ what: 'walk', responsible: 'keyworker', doneOn: '2026-01-01' }],
    });
    expect(withValue({}, 'topics/meals/content', 'soup')).toEqual({ topics: { meals: { content: 'soup' } } });
  });

  it('are found again at the path at which they were put, whatever was there', () => {
    const part = fc.constantFrom('a', 'b', '0', '1');
    fc.assert(
      fc.property(
        fc.jsonValue(),
        fc.array(part, { minLength: 1, maxLength: 4 }),
        fc.string(),
        (whole, parts, value) => {
          const path = parts.join('/');
          expect(valueAt(withValue(whole, path, value), path)).toBe(value);
        },
      ),
    );
  });

  it('are read in lines, without ids and without who recorded them', () => {
    const step = { stepId: 'S', what: 'practise', responsible: 'keyworker', recordedBy: 'U' };
    expect(linesIn({ steps: [step], assessmentId: 'A' }, same)).toEqual(['what: practise', 'responsible: keyworker']);
  });

  it('say nothing where there is nothing but ids and spaces', () => {
    expect(isFilled([{ needId: 'N', text: ' ' }])).toBe(false);
    expect(isFilled(undefined)).toBe(false);
    expect(isFilled({ content: 'soup' })).toBe(true);
  });

  it('are items called by what they say first', () => {
    expect(itemsIn([{ needId: 'N', text: 'to eat' }, 'no item'])).toEqual([{ needId: 'N', text: 'to eat' }]);
    expect(titleOf({ needId: 'N', text: 'to eat' })).toEqual({ title: 'to eat', by: 'text' });
  });
});
