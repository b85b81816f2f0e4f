import { nameParts, type NameParts } from '@carethread/names';
import type { Name } from '../person/names.js';
import { SAME, type Alike, type LikenessKind } from './likeness.js';

export interface NameMatch {
  /** How much of what is sought is found, from 0 to 1. */
  readonly degree: number;
  /** How it is found; empty where nothing is. */
  readonly kinds: ReadonlySet<LikenessKind>;
  /** Something that is sought is not in the name. */
  readonly lacking: boolean;
  /** Parts of given and family name that nobody asked for. */
  readonly beside: number;
  /** What is sought stands in the name's own order. */
  readonly inOrder: boolean;
}

/** A part, or several in one, as which a name may be written. */
interface Piece {
  readonly text: string;
  readonly covers: readonly number[];
}

/** What a particle, and a single letter, count beside a part that says something. */
const PARTICLE = 0.15;
const LETTER = 0.5;

/** How a name that is sought is found in one that somebody bears: each part once, the likest first. */
export function matchName(sought: NameParts, name: Name, alike: Alike): NameMatch {
  const borne = borneParts(name);
  const found = new Map<number, { readonly degree: number; readonly at: number }>();
  const used = new Set<number>();
  const kinds = new Set<LikenessKind>();
  const take = (compare: Alike): void => {
    const left = pieces(sought).filter(({ covers }) => !covers.some((index) => found.has(index)));
    const free = borne.pieces.filter(({ covers }) => !covers.some((index) => used.has(index)));
    const pairs = left
      .flatMap((one) => free.map((other) => ({ one, other, like: compare(one.text, other.text) })))
      .flatMap(({ one, other, like }) => (like === undefined ? [] : [{ one, other, like }]))
      .sort((x, y) => y.like.degree - x.like.degree || y.one.covers.length - x.one.covers.length);
    for (const { one, other, like } of pairs) {
      if (one.covers.some((index) => found.has(index)) || other.covers.some((index) => used.has(index))) continue;
      for (const index of one.covers) found.set(index, { degree: like.degree, at: other.covers[0] ?? 0 });
      for (const index of other.covers) used.add(index);
      if (one.covers.some((index) => sought.parts[index]?.particle === false)) kinds.add(like.kind);
    }
  };
  // What is the same costs nothing to compare, and nothing can be liker.
  take((one, other) => (one === other ? SAME : undefined));
  if (found.size < sought.parts.length) take(alike);
  const weights = sought.parts.map(({ text, particle }) => (particle ? PARTICLE : text.length === 1 ? LETTER : 1));
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  const degree = weights.reduce((sum, weight, index) => sum + weight * (found.get(index)?.degree ?? 0), 0);
  const places = [...found].sort(([a], [b]) => a - b).map(([, { at }]) => at);
  return {
    degree: total === 0 ? 0 : degree / total,
    kinds,
    lacking: sought.parts.some(({ particle }, index) => !particle && !found.has(index)),
    beside: borne.beside(used),
    inOrder: places.every((at, index) => index === 0 || at >= (places[index - 1] ?? 0)),
  };
}

function pieces({ parts, joined }: NameParts, offset = 0): readonly Piece[] {
  const single = parts.map(({ text }, index) => ({ text, covers: [index + offset] }));
  const several = joined.map(({ text, from, to }) => ({
    text,
    covers: Array.from({ length: to - from }, (_, index) => from + index + offset),
  }));
  return [...single, ...several];
}

interface Borne {
  readonly pieces: readonly Piece[];
  readonly beside: (used: ReadonlySet<number>) => number;
}

/** Taking a name apart costs more than comparing it: what is held of a person in memory is taken apart once. */
const taken = new WeakMap<Name, Borne>();

function borneParts(name: Name): Borne {
  const known = taken.get(name);
  if (known !== undefined) return known;
  const borne = takenApart(name);
  taken.set(name, borne);
  return borne;
}

/** Given name, preferred name and family name one after the other; what they are called counts in place of what they were given. */
function takenApart({ given = '', preferred = '', family = '' }: Name): Borne {
  const [first, called, last] = [nameParts(given), nameParts(preferred), nameParts(family)];
  const [from, to] = [first.parts.length, first.parts.length + called.parts.length];
  const unused = ({ parts }: NameParts, offset: number, used: ReadonlySet<number>): number =>
    parts.filter(({ particle }, index) => !particle && !used.has(index + offset)).length;
  return {
    pieces: [...pieces(first), ...pieces(called, from), ...pieces(last, to)],
    beside: (used) => {
      const isCalled = called.parts.some((_, index) => used.has(index + from));
      return (isCalled ? 0 : unused(first, 0, used)) + unused(last, to, used);
    },
  };
}
