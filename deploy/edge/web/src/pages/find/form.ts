import { present } from '@carethread/ledger';
import type { BodyOf } from '../../api/operation.js';
import { date, text } from '../../shell/field-kinds.js';
import { form } from '../../shell/form.js';
import { link } from '../../shell/link.js';
import type { Search } from './found.js';

export interface FindModel {
  readonly search: Search | undefined;
}

export const findForm = form({
  command: 'searchPersons',
  fields: { name: text, number: text, born: date, postcode: text },
  initial: ({ search }: FindModel) => search?.asked ?? {},
  input: ({ name, number, born, postcode }) => ({
    body: present<BodyOf<'searchPersons'>>({ name, number: number?.replaceAll(' ', ''), born, postcode }),
  }),
  after: async ({ answer }, { fields, note }) =>
    link('/find', {}, { results: await note({ asked: fields, items: answer.items, more: answer.more }) }),
});
