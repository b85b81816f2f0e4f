import { readFileSync, writeFileSync } from 'node:fs';
import { table } from './expected/table.js';

const PAGE = 'docs/reference/access-matrix.md';

it('the matrix is committed as its program writes it: UPDATE_REFERENCE=1 writes it anew', () => {
  if (process.env['UPDATE_REFERENCE'] === '1') writeFileSync(PAGE, table());
  expect(readFileSync(PAGE, 'utf8')).toBe(table());
});
