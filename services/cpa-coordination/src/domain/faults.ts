/** The names of what is wrong, in order: what a refusal lists. */
export function faultsOf(faults: Readonly<Record<string, boolean>>): readonly string[] {
  return Object.keys(faults).filter((name) => faults[name] === true);
}
