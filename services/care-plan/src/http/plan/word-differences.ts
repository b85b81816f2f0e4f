import { presentItems, present, type Json } from '@carethread/ledger';
import { diffWords } from 'diff';

/** Comparisons that an answer may take however short its texts are. */
const AT_LEAST = 50_000;
/** And for each character of them: the work grows with what is compared, and no faster. */
const PER_CHARACTER = 4;

/** What a word, a run of spaces or a sign is to the comparison. */
const WORDS = /[\p{L}\p{N}_]+|[^\p{L}\p{N}_]/gu;

/** A stretch of text that was added or removed, or stands in both. */
export interface WordDifference {
  readonly text: string;
  readonly added?: true;
  readonly removed?: true;
}

/**
 * Differences word by word, for all texts of one answer together: the comparison of two texts takes at worst their words times the
 * edits between them, so each may take so many edits that half of what is left pays for it. Where that is not enough, what stood
 * there before and what stands there now are said whole.
 */
export class WordDifferences {
  readonly most: number;
  #spent = 0;

  /** @param texts all that will be compared */
  constructor(texts: readonly (readonly [before: Json, after: Json])[]) {
    const characters = texts.reduce((sum, [before, after]) => sum + textOf(before).length + textOf(after).length, 0);
    this.most = AT_LEAST + PER_CHARACTER * characters;
  }

  /** At most so many comparisons were made. */
  get spent(): number {
    return this.#spent;
  }

  between(before: Json, after: Json): readonly WordDifference[] {
    const [old, now] = [textOf(before), textOf(after)];
    const words = countOf(old) + countOf(now);
    const edits = words === 0 ? 1 : Math.floor((this.most - this.#spent) / 2 / words) - 1;
    const found = edits < 1 ? undefined : diffWords(old, now, { maxEditLength: edits });
    if (found === undefined) {
      this.#spent += words * Math.max(0, edits + 1);
      return whole(old, now);
    }
    const made = found.reduce((sum, { added, removed, count = 0 }) => sum + (added || removed ? count : 0), 0);
    this.#spent += words * (made + 1);
    return found.map(({ value, added, removed }) =>
      present<WordDifference>({ text: value, added: added ? true : undefined, removed: removed ? true : undefined }),
    );
  }
}

function whole(before: string, after: string): readonly WordDifference[] {
  return presentItems<WordDifference>(
    before === '' ? undefined : { text: before, removed: true },
    after === '' ? undefined : { text: after, added: true },
  );
}

function textOf(value: Json): string {
  return typeof value === 'string' ? value : value === null ? '' : JSON.stringify(value);
}

function countOf(text: string): number {
  return text.match(WORDS)?.length ?? 0;
}
