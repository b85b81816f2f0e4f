import type { Instant } from '@carethread/ledger';
import { addedUp, type UserWork, type Worker, type WorkMoment, type WorkOfUsers } from '@carethread/runtime';

/** What users have to do in several services together: all of them answer, or none counts. */
export class AllWork implements WorkOfUsers {
  constructor(readonly services: () => Promise<readonly WorkOfUsers[]>) {}

  async countedFor(tenantId: string, workers: readonly Worker[], at: WorkMoment): Promise<readonly UserWork[]> {
    const services = await this.services();
    return addedUp(await Promise.all(services.map((one) => one.countedFor(tenantId, workers, at))));
  }

  async dueDatesOf(tenantId: string, worker: Worker): Promise<readonly Instant[]> {
    const services = await this.services();
    return (await Promise.all(services.map((one) => one.dueDatesOf(tenantId, worker)))).flat().sort();
  }
}
