import { COLUMN_MEANS, COLUMNS } from './columns.js';
import { expected, type Expected } from './expected.js';
import { gradeOf, OPERATIONS, ROLE_ORDER, type Operation } from './operations.js';

const SIGN: Readonly<Record<Expected, string>> = { open: '+', 401: '1', 403: '3', 404: '·' };

/** One line for each operation and each role that its row names; every other role is refused in every column alike. */
export function table(): string {
  return [
    '# Who may ask for what',
    '',
    'Written by a program of its own (`deploy/proofs/access-matrix/src/expected`) from the roles and relations of the design; the tests',
    'hold the platform to it. `+` may ask · `·` 404 · `3` 403 · `1` 401. A role that is not named is refused in every column:',
    'a command 403, a read 404; a machine without an organisation 401.',
    '',
    '```',
    ...COLUMNS.map((column, index) => `${letterOf(index)} ${COLUMN_MEANS[column]}`),
    '```',
    '',
    ...OPERATIONS.flatMap((operation) => [
      `**${operation.method} ${operation.path}** (${operation.row})`,
      '',
      '```',
      `   ${COLUMNS.map((_, index) => letterOf(index)).join('')}`,
      ...ROLE_ORDER.filter((role) => gradeOf(operation.row, role) !== undefined).map(
        (role) => `${role} ${lineOf(operation, role)}`,
      ),
      '```',
      '',
    ]),
  ]
    .join('\n')
    .trimEnd()
    .concat('\n');
}

function lineOf(operation: Operation, role: string): string {
  return COLUMNS.map((column) => SIGN[expected(operation, role, column)]).join('');
}

function letterOf(index: number): string {
  return String.fromCharCode('a'.charCodeAt(0) + index);
}
