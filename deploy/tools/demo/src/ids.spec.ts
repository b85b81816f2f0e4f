import { idsOf } from './ids.js';

const known = new Map<string, unknown>([
  ['person', 'P'],
  ['plan', 'L'],
]);

const none = new Map<string, object>();
const users = new Map([['keyworker', { userId: 'U', roles: ['KW'] }]]);

describe('the ids that the demo prints', () => {
  it('are those of person and plan, with what shows kept data again', () => {
    expect(idsOf(known, { count: 1, since: '2026-01-05T09:00:00.000Z', kept: 'D', url: undefined, users: none })).toBe(
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
    const said = idsOf(known, { count: 3, since: undefined, kept: undefined, url: undefined, users: none });
    expect(said).toContain('person  P   (the first of 3)');
    expect(said).toContain('--data DIR keeps it');
  });

  it('are those alone for a platform that was given, and none where the file saved none', () => {
    expect(idsOf(known, { count: 1, since: undefined, kept: undefined, url: 'http://127.0.0.1:1', users: none })).toBe(
      'person  P\nplan    L\n',
    );
    expect(idsOf(new Map(), { count: 1, since: undefined, kept: 'D', url: undefined, users: none })).toBe('');
  });

  it('are followed by who can have a token, where there is a platform or a folder to look at', () => {
    const played = { count: 1, since: undefined, url: undefined, users };
    expect(idsOf(known, { ...played, kept: 'D' })).toContain(
      'users, as POST /test/tokens takes them:\nkeyworker  {"userId":"U","roles":["KW"]}\n',
    );
    expect(idsOf(known, { ...played, kept: undefined })).not.toContain('keyworker');
  });
});
