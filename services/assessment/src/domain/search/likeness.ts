import { editDistance } from '@carethread/contracts';
import { otherForms, soundsOf } from '@carethread/names';

/** Why two parts of a name are alike. */
export type LikenessKind = 'same' | 'spelling' | 'nickname' | 'edit' | 'start' | 'initial' | 'sound';

export interface Likeness {
  readonly kind: LikenessKind;
  /** From 0 to 1. */
  readonly degree: number;
}

export const SAME: Likeness = { kind: 'same', degree: 1 };
const SPELLING: Likeness = { kind: 'spelling', degree: 0.95 };
const NICKNAME: Likeness = { kind: 'nickname', degree: 0.92 };
const INITIAL: Likeness = { kind: 'initial', degree: 0.6 };
const START: Likeness = { kind: 'start', degree: 0.8 };

const ONE_EDIT = 0.87;

/** Below it, two edits make another name of a name. */
const LONG = 6;
const SHORTEST_START = 3;

export type Alike = (sought: string, borne: string) => Likeness | undefined;

/** How a part that is sought is like one that somebody bears. Parts are compared once for each search: people share them. */
export function likenesses(): Alike {
  const known = new Map<string, Map<string, Likeness | undefined>>();
  const codes = new Map<string, readonly string[]>();
  const sounds = (part: string): readonly string[] => remembered(codes, part, () => soundsOf(part));
  return (sought, borne) => {
    const others = remembered(known, sought, () => new Map<string, Likeness | undefined>());
    return remembered(others, borne, () => likenessOf(sought, borne, sounds));
  };
}

/** What was worked out for a text before, else what is worked out now. */
export function remembered<Value>(known: Map<string, Value>, text: string, work: () => Value): Value {
  const before = known.get(text);
  if (before !== undefined || known.has(text)) return before ?? work();
  const value = work();
  known.set(text, value);
  return value;
}

function likenessOf(sought: string, borne: string, sounds: (part: string) => readonly string[]): Likeness | undefined {
  if (sought === borne) return SAME;
  const form = otherForms(sought).get(borne);
  if (form !== undefined) return form === 'spelling' ? SPELLING : NICKNAME;
  if (sought.length === 1 || borne.length === 1) return sought[0] === borne[0] ? INITIAL : undefined;
  const differing = difference(sought, borne);
  const edit = byEdit(sought, borne, differing);
  if (edit !== undefined && edit.degree >= ONE_EDIT) return edit;
  const others = [edit, bySound(sought, borne, differing, sounds), byStart(sought, borne)];
  return others.reduce((best, one) => ((best?.degree ?? 0) >= (one?.degree ?? 0) ? best : one));
}

/** What is left of two texts without the letters at their beginning and at their end that they share. */
interface Difference {
  readonly from: string;
  readonly to: string;
}

function difference(from: string, to: string): Difference {
  const shorter = Math.min(from.length, to.length);
  let before = 0;
  while (before < shorter && from[before] === to[before]) before += 1;
  let after = 0;
  while (after < shorter - before && from.at(-1 - after) === to.at(-1 - after)) after += 1;
  return { from: from.slice(before, from.length - after), to: to.slice(before, to.length - after) };
}

function byEdit(sought: string, borne: string, { from, to }: Difference): Likeness | undefined {
  const shorter = Math.min(sought.length, borne.length);
  if (isOneEdit(from, to)) return { kind: 'edit', degree: shorter >= 4 ? ONE_EDIT : shorter === 3 ? 0.65 : 0.4 };
  return shorter >= LONG && isTwoEdits(from, to) ? { kind: 'edit', degree: 0.72 } : undefined;
}

function isOneEdit(from: string, to: string): boolean {
  const isSwap = from.length === 2 && to.length === 2 && from[0] === to[1] && from[1] === to[0];
  return isSwap || (from.length <= 1 && to.length <= 1);
}

/** The distance itself costs much more than to see that there are too many other letters. */
function isTwoEdits(from: string, to: string): boolean {
  const others = Math.max(lettersBeside(from, to), lettersBeside(to, from));
  return others <= 2 && editDistance(from, to) === 2;
}

/** How many letters of a text another one lacks. */
function lettersBeside(text: string, other: string): number {
  const left = [...other];
  return [...text].filter((letter) => {
    const at = left.indexOf(letter);
    if (at !== -1) left.splice(at, 1);
    return at === -1;
  }).length;
}

/** What sounds alike and is written alike is liker than what only sounds alike; a code of one letter says little. */
function bySound(
  sought: string,
  borne: string,
  { from, to }: Difference,
  sounds: (part: string) => readonly string[],
): Likeness | undefined {
  const codes = sounds(borne);
  const longest = Math.max(0, ...sounds(sought).map((code) => (codes.includes(code) ? code.length : 0)));
  if (longest === 0) return undefined;
  const shared = 1 - Math.max(from.length, to.length) / Math.max(sought.length, borne.length);
  return { kind: 'sound', degree: (longest === 1 ? 0.5 : 0.72) + 0.16 * shared };
}

function byStart(sought: string, borne: string): Likeness | undefined {
  return sought.length >= SHORTEST_START && borne.startsWith(sought) ? START : undefined;
}
