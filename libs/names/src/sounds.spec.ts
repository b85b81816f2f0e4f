import { soundsOf } from './sounds.js';

describe('how a part of a name may sound', () => {
  it.each([
    ['smith', 'smyth'],
    ['philips', 'fillips'],
    ['czarnecki', 'charnetski'],
    ['kowalski', 'kovalsky'],
    ['dafydd', 'davith'],
    ['knight', 'night'],
    ['wright', 'rite'],
    ['wojcik', 'voicik'],
    ['chowdhury', 'choudhri'],
    ['siddiqui', 'sidiki'],
  ])('%s as %s', (one, other) => {
    expect(soundsOf(one).some((code) => soundsOf(other).includes(code))).toBe(true);
  });

  it('unlike others', () => {
    expect(soundsOf('smith').some((code) => soundsOf('jones').includes(code))).toBe(false);
  });

  it('is not known of other scripts', () => {
    expect(soundsOf('анна')).toEqual([]);
  });
});
