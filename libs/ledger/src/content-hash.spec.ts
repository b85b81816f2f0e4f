import fc from 'fast-check';
import { readFileSync } from 'node:fs';
import type { JsonObject } from './canonical-json.js';
import { contentHash, sectionHash } from './content-hash.js';

const golden = JSON.parse(readFileSync(new URL('./golden/content-hash.json', import.meta.url), 'utf8')) as {
  readonly content: JsonObject;
  readonly salts: Record<string, string>;
  readonly sectionHashes: Record<string, string>;
  readonly contentHash: string;
};

describe('content hash', () => {
  it('is the golden one, of the whole and of each section', () => {
    expect(contentHash(golden.content, golden.salts)).toBe(golden.contentHash);
    for (const [name, section] of Object.entries(golden.content))
      expect(sectionHash(section, golden.salts[name])).toBe(golden.sectionHashes[name]);
  });

  it('changes with every section, every name and every salt', () => {
    const names = Object.keys(golden.content);
    fc.assert(
      fc.property(
        fc.constantFrom(...names),
        fc.string({ minLength: 1 }).filter((s) => s.isWellFormed()),
        (name, text) => {
          const { [name]: section = null, ...others } = golden.content;
          const { [name]: salt = '', ...otherSalts } = golden.salts;
          expect(contentHash({ ...golden.content, [name]: `${text}!` }, golden.salts)).not.toBe(golden.contentHash);
          expect(contentHash({ ...others, renamed: section }, { ...otherSalts, renamed: salt })).not.toBe(
            golden.contentHash,
          );
          const otherSalt = salt.replace(/^./, (digit) => (digit === '0' ? '1' : '0'));
          expect(contentHash(golden.content, { ...golden.salts, [name]: otherSalt })).not.toBe(golden.contentHash);
        },
      ),
    );
  });

  it('is never made without a salt of 32 bytes for every section', () => {
    expect(() => contentHash({ aboutMe: 'text' }, {})).toThrow(RangeError);
    expect(() => contentHash({ aboutMe: 'text' }, { aboutMe: 'ab' })).toThrow(RangeError);
    expect(() => contentHash({ aboutMe: 'text' }, { aboutMe: 'AB'.repeat(32) })).toThrow(RangeError);
  });
});
