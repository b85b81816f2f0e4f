import { nameParts } from './name-parts.js';

const texts = (name: string) => nameParts(name).parts.map(({ text }) => text);

describe('the parts of a name', () => {
  it.each([
    ['Zoë Brontë', ['zoe', 'bronte']],
    ['Łukasz Żółć', ['lukasz', 'zolc']],
    ['Ọlámidé Adébáyọ̀', ['olamide', 'adebayo']],
    ['Ɛsi Ɔwusu', ['esi', 'owusu']],
    ['SIÂN  PRYCE-JONES', ['sian', 'pryce', 'jones']],
    ["O'Brien", ['obrien']],
    ['O’Brien', ['obrien']],
    ['O`Brien', ['obrien']],
    ['D’Souza, Maria', ['dsouza', 'maria']],
    ['McLeod', ['macleod']],
    ['MCLEOD', ['macleod']],
    ['MacLeòid', ['macleoid']],
    ['NicDhòmhnaill', ['macdhomhnaill']],
    ['Nicola Nicholson', ['nicola', 'nicholson']],
    ['Mrs Ann Example', ['ann', 'example']],
    ['Dr', ['dr']],
    ['Ａｎｎ', ['ann']],
    ['Анна', ['анна']],
    ['देवी', ['देवी']],
    ['   ', []],
  ])('%s', (name, parts) => {
    expect(texts(name)).toEqual(parts);
  });

  it.each([
    ['van der Berg', ['berg'], ['vanderberg']],
    ['Mc Donald', ['donald'], ['macdonald']],
    ['O Brien', ['brien'], ['obrien']],
    ['ap Rhys', ['rhys'], ['aprhys']],
    ['Abd al-Rahman', ['abd', 'rahman'], ['alrahman', 'abdalrahman']],
    ['Anne-Marie', ['anne', 'marie'], ['annemarie']],
    ['Minh Le', ['minh', 'le'], ['minhle']],
  ])('%s says %j by itself, and may be written %j', (name, telling, joined) => {
    const found = nameParts(name);
    expect(found.parts.filter(({ particle }) => !particle).map(({ text }) => text)).toEqual(telling);
    expect(found.joined.map(({ text }) => text)).toEqual(joined);
  });

  it('are eight at most', () => {
    expect(texts('a b c d e f g h i j')).toHaveLength(8);
  });
});
