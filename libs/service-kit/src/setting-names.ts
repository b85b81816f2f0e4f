import { editDistance } from '@carethread/contracts';

/** How far a misspelt name may be from the one that was meant, in letters. */
const NEAR = 3;

/** What is wrong with the names that were given: those to be refused, and those to be reported. Sentences that quote no value. */
export interface UnknownNames {
  /** A misspelt setting would leave its default in force, and nobody would notice. */
  readonly misspelt: readonly string[];
  /** Nothing reads it, and nothing is named like it: no reason not to start. */
  readonly ignored: readonly string[];
}

/**
 * Names that begin as a setting's and are none.
 * @param known exact names of other readers; one that ends in `_` stands for all that begin with it
 * @param reserved as `known`: settings of a later version, which have no effect yet
 */
export function unknownNames(
  given: readonly string[],
  settings: readonly string[],
  known: readonly string[],
  reserved: readonly string[],
): UnknownNames {
  const exact = new Set([...settings, ...settings.map((name) => `${name}_FILE`), ...known]);
  const families = known.filter((name) => name.endsWith('_'));
  const misspelt: string[] = [];
  const ignored: string[] = [];
  const unknown = given
    .filter((name) => name.toUpperCase().startsWith('CARETHREAD_'))
    .filter((name) => !exact.has(name) && !families.some((family) => name.startsWith(family)))
    .sort();
  for (const name of unknown) {
    if (reserved.some((one) => name === one || (one.endsWith('_') && name.startsWith(one)))) {
      ignored.push(`${name} has no effect in this version`);
      continue;
    }
    const meant = nearest(name.toUpperCase(), [...exact]);
    if (meant === undefined)
      ignored.push(`${name} is no setting and has no effect: docs/reference/settings.md names them all`);
    else misspelt.push(`${name} is no setting; is ${meant} meant?`);
  }
  return { misspelt, ignored };
}

function nearest(name: string, names: readonly string[]): string | undefined {
  const [best] = names
    .map((one) => ({ one, away: editDistance(name, one) }))
    .filter(({ away }) => away <= NEAR)
    .sort((a, b) => a.away - b.away);
  return best?.one;
}
