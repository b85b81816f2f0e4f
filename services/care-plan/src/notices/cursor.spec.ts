import { cursorOf, seqOf } from './cursor.js';

describe('a cursor of a sequence', () => {
  it('names a place up to the head, and the beginning', () => {
    for (const seq of [0, 1, 42, 9_007_199]) expect(seqOf(cursorOf(seq), 9_007_199)).toBe(seq);
    expect(cursorOf(42)).toBe(Buffer.from('1.42').toString('base64url'));
  });

  it('is unknown where it was not issued, or names a place that is not there yet', () => {
    const texts = ['', '42', '1.42', '2.42', '1.', '1.-1', '1.042', '1.4e1', '1.1.5', '1. 4', '1.9007199254740993'];
    for (const text of texts)
      for (const cursor of [text, Buffer.from(text).toString('base64url')])
        if (cursor !== cursorOf(42)) expect(() => seqOf(cursor, 100)).toThrow('CURSOR_UNKNOWN');
    expect(() => seqOf(`${cursorOf(42)}=`, 100)).toThrow('CURSOR_UNKNOWN');
    expect(() => seqOf(cursorOf(101), 100)).toThrow('CURSOR_UNKNOWN');
  });
});
