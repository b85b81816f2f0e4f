/** What a refusal is about: the person's name as the page says it, and the things that it names, in words. */
export interface About {
  readonly name: string;
  readonly items: readonly string[];
}

/** The words of a refusal. They say what to do, never what the code is. */
export type RefusalWords = (about: About) => string;

/** Things in a row, as a sentence names them. */
export function listed(items: readonly string[], and: string): string {
  if (items.length < 2) return items[0] ?? '';
  return `${items.slice(0, -1).join(', ')} ${and} ${items.at(-1) ?? ''}`;
}
