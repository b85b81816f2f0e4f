import type { Fields } from '../session/session.js';

/** A field that two users changed, each in another way. */
export interface Conflict {
  readonly input: string;
  readonly theirs: string;
  readonly mine: string;
}

/** What two users made of one form: the fields that only one of them changed are taken without asking. */
export interface Merged {
  readonly fields: Fields;
  readonly conflicts: readonly Conflict[];
}

/** @param base what the fields said before either of them wrote */
export function merged(base: Fields, theirs: Fields, mine: Fields): Merged {
  const conflicts: Conflict[] = [];
  const fields: Record<string, string> = {};
  for (const input of new Set([...Object.keys(theirs), ...Object.keys(mine)])) {
    const [before, their, my] = [base[input] ?? '', theirs[input] ?? '', mine[input] ?? ''];
    if (my === their || their === before) fields[input] = my;
    else if (my === before) fields[input] = their;
    else conflicts.push({ input, theirs: their, mine: my });
  }
  return { fields, conflicts };
}

/** Names of inputs of the page that asks which words to keep. */
export const CHOICE = { take: '_take-', theirs: '_theirs-', mine: '_mine-', both: '_both-' } as const;

/** The fields of a form after the user chose; undefined where some choice is missing. Other forms pass through as they are. */
export function chosen(fields: Fields): Fields {
  const result: Record<string, string> = {};
  for (const [name, value] of Object.entries(fields)) {
    if (!name.startsWith('_')) result[name] = value;
    if (!name.startsWith(CHOICE.take)) continue;
    const input = name.slice(CHOICE.take.length);
    const from = value === 'theirs' ? CHOICE.theirs : value === 'both' ? CHOICE.both : CHOICE.mine;
    result[input] = fields[`${from}${input}`] ?? '';
  }
  return result;
}
