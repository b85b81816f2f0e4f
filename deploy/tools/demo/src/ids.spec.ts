import { idsOf } from './ids.js';

const known = new Map<string, unknown>([
  ['person', 'P'],
  ['plan', 'L'],
]);

describe('the ids that the demo prints', () => {
  it('are those of person and plan, with what shows kept data again', () => {
    expect(idsOf(known, { count: 1, since: '2026-01-05T09:00:00.000Z', kept: 'D', url: undefined })).toBe(
      [
        'person  P',
        'plan    L',
        'npm run carethread -- replay P --data D',
        'npm run carethread -- diff carePlan-L --known-at 2026-01-05T09:00:00.000Z --data D',
        '',
      ].join('\n'),
    );
  });

  it('say that data is not kept, and whose they are of several', () => {
    const said = idsOf(known, { count: 3, since: undefined, kept: undefined, url: undefined });
    expect(said).toContain('person  P   (the first of 3)');
    expect(said).toContain('--data DIR keeps it');
  });

  it('are those alone for a platform that was given, and none where the file saved none', () => {
    expect(idsOf(known, { count: 1, since: undefined, kept: undefined, url: 'http://127.0.0.1:1' })).toBe(
      'person  P\nplan    L\n',
    );
    expect(idsOf(new Map(), { count: 1, since: undefined, kept: 'D', url: undefined })).toBe('');
  });
});
