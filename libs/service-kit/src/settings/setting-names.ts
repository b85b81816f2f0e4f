import { editDistance } from '@carethread/contracts';

/**
 * Names of the same kind that are no settings: what tests, faults, the engine, Compose and the tools of this repository read. One
 * that ends in `_` stands for all that begin with it.
 */
export const OTHER_NAMES: readonly string[] = [
  'CARETHREAD_ENGINE',
  'CARETHREAD_FAULTS_TELL',
  'CARETHREAD_IMAGE',
  'CARETHREAD_KILLS',
  'CARETHREAD_MATRIX',
  'CARETHREAD_NOISE',
  'CARETHREAD_NOISE_SEED',
  'CARETHREAD_NOTICES',
  'CARETHREAD_OUTAGE_MS',
  'CARETHREAD_PUBLISHED_PORT',
  'CARETHREAD_SEED',
  'CARETHREAD_STORY_',
  'CARETHREAD_TEST_',
  'CARETHREAD_WIDENING',
];

/** How far a misspelt name may be from the one that was meant, in letters. */
const NEAR = 3;

/** What is wrong with the names that were given: those to be refused, and those to be reported. Sentences that quote no value. */
export interface UnknownNames {
  /** A misspelt setting would leave its default in force without notice. */
  readonly misspelt: readonly string[];
  /** Nothing reads it, and nothing is named like it: no reason not to start. */
  readonly ignored: readonly string[];
}

/** Names that begin as a setting's and are none. */
export function unknownNames(given: readonly string[], settings: readonly string[]): UnknownNames {
  const exact = new Set([...settings, ...settings.map((name) => `${name}_FILE`), ...OTHER_NAMES]);
  const families = OTHER_NAMES.filter((name) => name.endsWith('_'));
  const misspelt: string[] = [];
  const ignored: string[] = [];
  const unknown = given
    .filter((name) => name.toUpperCase().startsWith('CARETHREAD_'))
    .filter((name) => !exact.has(name) && !families.some((family) => name.startsWith(family)))
    .sort();
  for (const name of unknown) {
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
