import { birthAgreement, readBirth } from './sought-birth.js';

describe('a birth that is sought', () => {
  it.each([
    ['1941-05-04', { year: 1941, month: 5, date: '1941-05-04' }],
    ['4/5/1941', { year: 1941, month: 5, date: '1941-05-04' }],
    ['04.05.1941', { year: 1941, month: 5, date: '1941-05-04' }],
    ['1941-05', { year: 1941, month: 5 }],
    ['1941', { year: 1941 }],
    ['31/2/1941', undefined],
    ['about 1941', undefined],
  ])('%s', (text, birth) => {
    expect(readBirth(text)).toEqual(birth);
  });

  const on = (dateOfBirth: string) => ({ dateOfBirth });
  const guessed = { birth: { year: 1941, estimated: true } };

  it.each([
    ['1941-05-04', on('1941-05-04'), 'sameBirth'],
    ['1941-05-04', on('1941-04-05'), 'similarBirth'],
    ['1941-05-04', on('1942-05-04'), 'similarBirth'],
    ['1941-05-04', on('1941-11-28'), 'sameYear'],
    ['1941-05-04', on('1950-11-28'), 'unlike'],
    ['1941', on('1941-05-04'), 'sameYear'],
    ['1941-05', on('1941-05-04'), 'sameYear'],
    ['1941-06', on('1941-05-04'), 'similarBirth'],
    ['1940', on('1941-05-04'), 'unlike'],
    ['1941-05-04', guessed, 'sameYear'],
    ['1943', guessed, undefined],
    ['1945', guessed, 'unlike'],
    ['1943', { birth: { year: 1941, estimated: false } }, 'unlike'],
    ['1941', {}, undefined],
  ])('%s beside %j: %s', (text, born, agreement) => {
    const sought = readBirth(text);
    expect(sought && birthAgreement(sought, born)).toBe(agreement);
  });
});
