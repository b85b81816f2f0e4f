import { SqliteLog } from '@carethread/log-sqlite';
import { SERVICE_NAMES } from '@carethread/service-kit';
import { join } from 'node:path';

const PAGE = 1_000;

/** How many events of each type each person has, over all services: types and persons stand in the clear. */
export async function eventsByPerson(data: string): Promise<ReadonlyMap<string, ReadonlyMap<string, number>>> {
  const people = new Map<string, Map<string, number>>();
  for (const service of SERVICE_NAMES) {
    const log = SqliteLog.openForReading({ file: join(data, 'logs', `${service}.db`), service });
    try {
      for (let after = 0; ;) {
        const page = await log.readAll(after, PAGE);
        for (const { event } of page) {
          if (event.personId === null) continue;
          const counts = people.get(event.personId) ?? new Map<string, number>();
          people.set(event.personId, counts.set(event.type, (counts.get(event.type) ?? 0) + 1));
        }
        after = page.at(-1)?.position ?? after;
        if (page.length < PAGE) break;
      }
    } finally {
      await log.close();
    }
  }
  return people;
}

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
