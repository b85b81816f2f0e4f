import { isSameLanguage, primaryLanguage } from './languages.js';

describe('language tags', () => {
  it.each([
    ['EN-gb', 'en-GB', true],
    ['zh-hant-TW', 'ZH-Hant-tw', true],
    ['en', 'en-GB', false],
    ['en', undefined, false],
    [undefined, undefined, true],
  ])('%s and %s are one: %s', (tag, other, same) => {
    expect(isSameLanguage(tag, other)).toBe(same);
  });

  it('begin with the language itself', () => {
    expect(['en', 'EN-gb', 'cy-GB'].map(primaryLanguage)).toEqual(['en', 'en', 'cy']);
  });
});
