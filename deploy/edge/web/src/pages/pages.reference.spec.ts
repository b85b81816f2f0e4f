import { ROLES } from '@carethread/contracts';
import { readFileSync, writeFileSync } from 'node:fs';
import { faultsOf } from '../shell/check-pages.js';
import { servedSegments } from '../testing/served-segments.js';
import { sharedWords } from '../words/codes.js';
import { PAGES } from './pages.js';

const FILE = 'docs/reference/pages.md';
const HEAD = `# Pages

Generated from the rows of the pages by \`npm run generate\`. Pages of sign-in stand before them: \`/sign-in\`, \`/sign-in/role\`, \`/account\`, \`/signed-out\`.

| Page | Who may open it | Reads | Does |
| ---- | --------------- | ----- | ---- |
`;

function drawn(): string {
  const rows = PAGES.toSorted((one, other) => (one.path < other.path ? -1 : 1)).map(
    ({ path, who, reads, alsoReads, forms }) =>
      `| \`${path.replace(/:([A-Za-z]+)/g, '{$1}')}\` | ${who === 'anybody' ? 'anybody' : who.join(' ')} | ${[...reads, ...alsoReads].join(', ')} | ${[...new Set(forms.map(({ command }) => command))].join(', ')} |`,
  );
  const roles = Object.entries(ROLES).map(([code, name]) => `${code} ${name}`);
  return `${HEAD}${rows.join('\n')}\n\n${roles.join(' · ')}\n`;
}

describe('the pages', () => {
  const text = drawn();
  if (process.env['UPDATE_REFERENCE'] === '1') writeFileSync(FILE, text);

  it('are listed as their rows say: `npm run generate` writes the list', () => {
    expect(readFileSync(FILE, 'utf8')).toBe(text);
  });

  it('ask the API for nothing that it refuses to one of their roles, and stand on no path of the API', () => {
    expect(faultsOf(PAGES, servedSegments())).toEqual([]);
  });

  it('have words of their own, in both languages, for every code with which a form may be refused', () => {
    const codes = new Set(PAGES.flatMap(({ forms }) => forms.flatMap((form) => form.codes)));
    // What is wrong with a field is said by the rule that it breaks.
    codes.delete('MALFORMED');
    for (const { refusals } of [sharedWords('en'), sharedWords('cy')])
      expect([...codes].filter((code) => !Object.hasOwn(refusals, code))).toEqual([]);
  });
});
