import { otherForms, soundsOf, type NameParts } from '@carethread/names';
import type { SearchQuery } from './search-query.js';
import { turnedDate } from './sought-birth.js';
import {
  distinct,
  edgesOf,
  edgeTokens,
  pairToken,
  soundEdgeTokens,
  soundPairTokens,
  startOf,
  TOKEN_KINDS,
  tokenOf,
  wholeName,
  type TokenKind,
} from './tokens.js';

/** Tokens of one kind that are looked up together. */
export interface TokenTier {
  readonly kind: TokenKind;
  readonly tokens: readonly string[];
}

/** What to look up for a query, those tokens first that few people share. */
export interface SearchPlan {
  /** What is sought itself: numbers, dates, two parts of the name as they are written. */
  readonly near: readonly TokenTier[];
  /** Two parts of the name of which one or both may be written otherwise. */
  readonly similar: readonly TokenTier[];
  /** One part of the name alone. */
  readonly broad: readonly TokenTier[];
}

const MOST_OF_A_KIND = 64;

/** Other spellings and nicknames are looked up here and not kept: the lists may grow, and nothing is rebuilt. */
export function searchPlan({ name, born, number, postcode }: SearchQuery): SearchPlan {
  const pieces = piecesOf(name);
  const year = born && String(born.year).padStart(4, '0');
  const texts = pieces.map(({ text }) => text);
  const withForms = distinct([...texts, ...texts.flatMap((text) => [...otherForms(text).keys()])]);
  const pairs = pairsOf(pieces);
  const turned = pairs.flatMap(([one, other]) => [[one, other] as const, [other, one] as const]);
  return {
    near: tiers({
      number: number === undefined ? [] : [tokenOf('number', number)],
      whole: born?.date === undefined ? [] : [tokenOf('whole', `${allOf(name)}|${born.date}`)],
      born: datesOf(born?.date).map((date) => tokenOf('born', date)),
      postcode: postcode === undefined ? [] : [tokenOf('postcode', postcode)],
      partYear: year === undefined ? [] : withForms.map((part) => tokenOf('partYear', part, year)),
      pair: pairs.flatMap(([one, other]) => formPairs(one, other)),
    }),
    similar: tiers({
      soundPair: pairs.flatMap(([one, other]) => soundPairTokens(one, other)),
      partEdge: turned.flatMap(([one, other]) => edges(one, other)),
      soundEdge: turned.flatMap(([one, other]) => soundEdgeTokens(one, other)),
    }),
    broad: tiers({
      part: withForms.map((part) => tokenOf('part', part)),
      sound: texts.flatMap(soundsOf).map((code) => tokenOf('sound', code)),
      start: texts.flatMap(startsOf).map((start) => tokenOf('start', start)),
    }),
  };
}

function tiers(of: Readonly<Partial<Record<TokenKind, readonly string[]>>>): readonly TokenTier[] {
  return TOKEN_KINDS.map((kind) => ({ kind, tokens: distinct(of[kind] ?? []).slice(0, MOST_OF_A_KIND) })).filter(
    ({ tokens }) => tokens.length > 0,
  );
}

interface Piece {
  readonly text: string;
  readonly from: number;
  readonly to: number;
}

/** Parts of more than one letter, and joined ones. */
function piecesOf({ parts, joined }: NameParts): readonly Piece[] {
  const single = parts.flatMap(({ text, particle }, from) =>
    particle || [...text].length < 2 ? [] : [{ text, from, to: from + 1 }],
  );
  return [...single, ...joined];
}

/** Two pieces of a name that share no part; single parts first. */
function pairsOf(pieces: readonly Piece[]): readonly (readonly [string, string])[] {
  return pieces.flatMap((one, index) =>
    pieces
      .slice(index + 1)
      .filter((other) => one.to <= other.from || other.to <= one.from)
      .map((other) => [one.text, other.text] as const),
  );
}

const allOf = ({ parts }: NameParts): string => wholeName(parts.map(({ text }) => text).join(' '));

function datesOf(date: string | undefined): readonly string[] {
  if (date === undefined) return [];
  const turned = turnedDate(date);
  return turned === undefined ? [date] : [date, turned];
}

/** As written first, then with other forms of the one, of the other, of both. */
function formPairs(one: string, other: string): readonly string[] {
  const [ones, others] = [one, other].map((part) => [part, ...otherForms(part).keys()]);
  return (ones ?? [])
    .flatMap((first, i) => (others ?? []).map((second, j) => ({ token: pairToken(first, second), far: i * j + i + j })))
    .sort((a, b) => a.far - b.far)
    .map(({ token }) => token);
}

/** A letter too many or too few may have made a part short or long. */
function edges(part: string, other: string): readonly string[] {
  const letters = [...other];
  const shorter = letters.length === 4 ? edgesOf(letters.slice(0, 2).join('') + letters.slice(-1).join('')) : [];
  const longer = letters.length === 3 ? edgesOf(other.padEnd(4, letters.at(-1))) : [];
  return edgeTokens(part, distinct([...edgesOf(other), ...shorter, ...longer]));
}

/** A part that is typed in full, or its first letters alone. */
function startsOf(part: string): readonly string[] {
  const letters = [...part];
  return letters.length === 3 ? [part] : [startOf(part) ?? ''].filter((start) => start !== '');
}
