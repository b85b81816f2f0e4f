/** How far a misspelt name may be from the one that was meant, in letters. */
const NEAR = 3;

/**
 * Names of the platform's own kind that nothing reads, each with what is probably meant: a misspelt setting would leave its default
 * in force, and nobody would notice. Quotes names, never values.
 * @param known exact names; one that ends in `_` stands for all that begin with it
 */
export function unknownNames(
  given: readonly string[],
  settings: readonly string[],
  known: readonly string[],
): string[] {
  const exact = new Set([...settings, ...settings.map((name) => `${name}_FILE`), ...known]);
  const families = known.filter((name) => name.endsWith('_'));
  return given
    .filter((name) => name.toUpperCase().startsWith('CARETHREAD_'))
    .filter((name) => !exact.has(name) && !families.some((family) => name.startsWith(family)))
    .sort()
    .map((name) => {
      const meant = nearest(name.toUpperCase(), [...exact]);
      return meant === undefined
        ? `${name} is no setting: docs/reference/settings.md names them all`
        : `${name} is no setting; is ${meant} meant?`;
    });
}

function nearest(name: string, names: readonly string[]): string | undefined {
  const [best] = names
    .map((one) => ({ one, away: distance(name, one) }))
    .filter(({ away }) => away <= NEAR)
    .sort((a, b) => a.away - b.away);
  return best?.one;
}

/** How many letters must be put in, taken out or changed to make one of the other. */
function distance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++)
      next.push(
        Math.min(
          (row[j] ?? 0) + 1,
          (next[j - 1] ?? 0) + 1,
          (row[j - 1] ?? 0) + (a.charAt(i - 1) === b.charAt(j - 1) ? 0 : 1),
        ),
      );
    row = next;
  }
  return row[b.length] ?? 0;
}
