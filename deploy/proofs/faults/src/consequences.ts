import type { StoredEvent } from '@carethread/event-sourcing';

/**
 * What policies and the clock owe for what is stored, one for one: an obligation for each plan that was opened (the first planning
 * meeting) and for each withdrawal (the urgent review), a suspension for each withdrawal, a notice for each suspension.
 */
export function faultsOf(people: ReadonlyMap<string, ReadonlyMap<string, number>>): readonly string[] {
  const faults: string[] = [];
  for (const [personId, counts] of people) {
    const count = (type: string): number => counts.get(type) ?? 0;
    const withdrawn = count('CareConsentWithdrawn');
    const owed = {
      PlanSuspended: withdrawn,
      ObligationCreated: count('CarePlanOpened') + withdrawn,
      ChangeNotified: withdrawn,
    };
    for (const [type, wanted] of Object.entries(owed))
      if (count(type) !== wanted)
        faults.push(
          `${personId} has ${count(type)} ${type} where ${wanted} ${wanted === 1 ? 'is' : 'are'} owed: ${count(type) < wanted ? 'lost' : 'doubled'}`,
        );
  }
  return faults;
}

/** Of review's events, once all that was open has fallen due: each stream has as many missed obligations as it ever had. */
export function missedFaults(
  events: readonly StoredEvent[],
  plans: number,
): { readonly faults: readonly string[]; readonly obligations: number } {
  const faults: string[] = [];
  const missed = new Map<string, number>();
  const created = new Map<string, number>();
  for (const { event } of events) {
    if (event.type === 'ObligationMissed') missed.set(event.stream, (missed.get(event.stream) ?? 0) + 1);
    if (event.type === 'ObligationCreated') created.set(event.stream, (created.get(event.stream) ?? 0) + 1);
  }
  for (const [stream, count] of created)
    if (missed.get(stream) !== count)
      faults.push(`${stream}: ${count} obligations, of which ${missed.get(stream) ?? 0} were missed once due`);
  if (created.size < plans) faults.push(`${plans} plans, but obligations of only ${created.size}`);
  return { faults, obligations: [...created.values()].reduce((sum, count) => sum + count, 0) };
}
