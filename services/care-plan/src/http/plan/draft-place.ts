import { isPlanSection, listsOf, ownIdOf, type RefusalCode } from '@carethread/contracts';
import { isRecord, present } from '@carethread/ledger';
import type { PlanContent } from '../../domain/plan/content.js';

/** Where a hindrance lies: a JSON pointer into the draft, or what it is about outside of it. */
export type Place = { readonly pointer?: string; readonly subject?: string };

/** Items of these codes name members of a section. */
const INSIDE: Readonly<Partial<Record<RefusalCode, string>>> = {
  PREFERENCE_TOPIC_BLANK: '/preferences/topics',
  DOMAIN_MISSING: '/lifeDomains',
  S25_CONTENT_MISSING: '/council',
};

/** What rules call an item that has no id, or a section by another name. */
const CALLED: Readonly<Record<string, string>> = {
  need: '/needs',
  goal: '/goals',
  outcome: '/outcomes',
  action: '/actions',
  preference: '/preferences/items',
  'routine and choices': '/routines',
  limits: '/responsibilities/limits',
};

/** What a member is called is never a word of a record. */
const PATH = /^(\w+)((?:\.\w+|\[\d+\])*)$/;

export function placeOf(code: RefusalCode, item: string | undefined, content: PlanContent): Place {
  if (item === undefined) return {};
  const within = INSIDE[code];
  if (within !== undefined) return { pointer: `${within}/${item}` };
  const pointer = CALLED[item] ?? pathOf(item) ?? itemAt(item, content);
  return present<Place>({ pointer, subject: pointer === undefined ? item : undefined });
}

function pathOf(item: string): string | undefined {
  const [, section = '', rest = ''] = PATH.exec(item) ?? [];
  return isPlanSection(section) ? `/${section}${rest.replace(/\.|\[/g, '/').replaceAll(']', '')}` : undefined;
}

/** The item of a list that has this id, or a member of it: `g1.needId`. */
function itemAt(named: string, content: PlanContent): string | undefined {
  const dot = named.indexOf('.');
  const parts = dot === -1 ? [] : [[named.slice(0, dot), named.slice(dot).replaceAll('.', '/')] as const];
  for (const [id, rest] of [[named, ''] as const, ...parts])
    for (const [list, items] of listsOf(content)) {
      const index = items.findIndex((one) => isRecord(one) && ownIdOf(list, one) === id);
      if (index !== -1) return `/${list.replace('.', '/')}/${index}${rest}`;
    }
  return undefined;
}
