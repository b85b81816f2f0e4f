import { randomUUID } from 'node:crypto';
import { COLUMNS, type Column } from './expected/columns.js';

/** The tenant, organisations and users of the world over HTTP; new at each run. */
export const tenantId = randomUUID();
export const otherTenant = randomUUID();
export const org = {
  council: randomUUID(),
  PR3: randomUUID(),
  PR1: randomUUID(),
  PR0: randomUUID(),
  PR9: randomUUID(),
  TRUST: randomUUID(),
  TRUST2: randomUUID(),
};
export const service = randomUUID();
/** By column. */
const users = new Map<Column, string>(COLUMNS.map((column) => [column, randomUUID()]));
export const userOf = (column: Column): string => users.get(column) ?? '';
export const SCOPES = ['drawingUp', 'implementing', 'review', 'copies', 'readPlan'] as const;
let people = 0;
/** Somebody new: two people of one name and date of birth are taken for one. */
export const newPerson = () => ({
  name: { given: 'Synthetic', family: `Person ${(people += 1)}` },
  dateOfBirth: '1941-05-04',
  firstLanguage: 'en',
  groups: ['mentalHealth'],
});
