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
