import { NICKNAMES_FROM_ABROAD } from './nicknames-from-abroad.js';
import { NICKNAMES } from './nicknames.js';
import { SPELLINGS_FROM_ABROAD } from './spellings-from-abroad.js';
import { SPELLINGS } from './spellings.js';

/** Why two parts of a name may be one person's: what they are called, or how the same name is written. */
export type FormKind = 'nickname' | 'spelling';

const NONE: ReadonlyMap<string, FormKind> = new Map();

const rowsOf = (lines: string): readonly (readonly string[])[] =>
  lines
    .trim()
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => line.split(/[ :]+/));

const FORMS: ReadonlyMap<string, ReadonlyMap<string, FormKind>> = formsFrom(
  rowsOf(SPELLINGS + SPELLINGS_FROM_ABROAD),
  rowsOf(NICKNAMES + NICKNAMES_FROM_ABROAD),
);

/** Other forms of a part of a name, those that are another spelling first. */
export function otherForms(part: string): ReadonlyMap<string, FormKind> {
  return FORMS.get(part) ?? NONE;
}

function formsFrom(
  spellings: readonly (readonly string[])[],
  nicknames: readonly (readonly string[])[],
): ReadonlyMap<string, ReadonlyMap<string, FormKind>> {
  const forms = new Map<string, Map<string, FormKind>>();
  const relate = (row: readonly string[], kind: FormKind): void => {
    for (const one of row) {
      const others = forms.get(one) ?? new Map<string, FormKind>();
      for (const other of row) if (other !== one && !others.has(other)) others.set(other, kind);
      forms.set(one, others);
    }
  };
  for (const row of spellings) relate(row, 'spelling');
  const spelt = new Map([...forms].map(([part, others]) => [part, [...others.keys()]]));
  // Kathy is Katharine too, who is Catherine by another spelling.
  for (const row of nicknames)
    relate([...new Set(row.flatMap((part) => [part, ...(spelt.get(part) ?? [])]))], 'nickname');
  return forms;
}
