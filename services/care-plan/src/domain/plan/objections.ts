import { refuse, Refusal, type RuleCode } from '@carethread/contracts';

/**
 * How a rule says no. At a command the first no ends it; whoever asks beforehand what would be refused is told everything at once,
 * by the same rules.
 */
export type Objects = (code: RuleCode, items?: readonly string[]) => void;

/** Ends the command. */
export const atOnce: Objects = (code, items) => refuse(code, items);

/** Everything that these rules object to, in their order; one that cannot go on from what it found ends them. */
export function objections(rules: (refuse: Objects) => void): readonly Refusal[] {
  const found: Refusal[] = [];
  try {
    rules((code, items) => {
      found.push(new Refusal(code, items));
    });
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    found.push(error);
  }
  return found;
}
