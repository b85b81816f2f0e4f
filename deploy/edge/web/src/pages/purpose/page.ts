import type { Role } from '@carethread/contracts';
import type { AnswerOf } from '../../api/operation.js';
import { page } from '../../shell/page.js';
import { purposeForm, type PurposeModel } from './form.js';
import { PurposeView } from './view.js';
import { words } from './words.js';

/** Whoever must say why they read some things, or all. */
const WHO = ['AU', 'DP', 'RI', 'DW', 'SM', 'RM'] as const;

const modelOf = (
  { items }: AnswerOf<'listPurposes'>,
  role: string,
  to: string | undefined,
  record?: string,
): PurposeModel => ({
  purposes: items.flatMap(({ code, roles }) => (roles.some((one: Role) => one === role) ? code : [])),
  record,
  to,
});

/** Before lists and searches. */
export const purposePage = page({
  path: '/purpose',
  who: WHO,
  reads: ['listPurposes'],
  words,
  load: async ({ read, user, query }) => modelOf(await read('listPurposes', {}), user.role, query['to']),
  title: ({ title }) => title,
  view: PurposeView,
  forms: [purposeForm],
});

/** Before the record of a person: the place is named so that the page itself reads nothing of them. */
export const recordPurposePage = page({
  path: '/purpose/:recordId',
  who: WHO,
  reads: ['listPurposes'],
  words,
  load: async ({ read, user, query, place }) =>
    modelOf(await read('listPurposes', {}), user.role, query['to'], place('recordId')),
  title: ({ title }) => title,
  view: PurposeView,
  forms: [purposeForm],
});
