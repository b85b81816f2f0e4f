import type { Refused, RefusedItem } from '../api/refused.js';
import type { FieldKinds } from './field-kinds.js';
import type { Address } from './link.js';

/** Something that keeps a form from being sent: at which field, or on which page it can be put right. */
export interface FormProblem {
  readonly code: string;
  readonly items: readonly RefusedItem[];
  readonly field?: string;
  readonly href?: Address;
}

interface Around<Model> {
  readonly model: Model;
  place(name: string): string;
}

/** A page where a refusal is put right, for an item of it where it names some. */
export type Elsewhere<Model> = (around: Around<Model>, item: string | undefined) => Address;

interface Row<Model> {
  readonly fields: FieldKinds;
  readonly refusals?: Readonly<Partial<Record<string, string | Elsewhere<Model>>>>;
  readonly members?: Readonly<Record<string, string>>;
}

/** What was refused, one problem for each place: a field with its items, or a page for each item. */
export function problemsOf<Model>(refused: Refused, row: Row<Model>, around: Around<Model>): readonly FormProblem[] {
  const { code, items } = refused;
  if (code === 'MALFORMED' && items.length > 0)
    return items.map((item) => ({ code, items: [item], ...atMember(item, row) }));
  const place = row.refusals?.[code];
  if (typeof place !== 'function') return [place === undefined ? { code, items } : { code, items, field: place }];
  const named = items.length === 0 ? [undefined] : items;
  return named.map((item) => ({
    code,
    items: item === undefined ? [] : [item],
    href: place(around, item?.text),
  }));
}

/** The field that a pointer leads to: by the last of its names that is one. */
function atMember({ pointer = '' }: RefusedItem, row: Row<never>): { readonly field?: string } {
  const names = pointer.split('/').filter((part) => part !== '' && !/^\d+$/.test(part));
  for (const name of names.toReversed()) {
    const field = row.members?.[name] ?? name;
    if (Object.hasOwn(row.fields, field)) return { field };
  }
  return {};
}
