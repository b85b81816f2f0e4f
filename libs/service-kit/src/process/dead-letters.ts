import { uuidV5 } from '@carethread/ledger';
import { NOBODY, parking, TenantReader, type ParkedFact, type ServiceRuntime } from '@carethread/runtime';

/** The facts that a service parked, as it knows them now. */
export async function deadLettersOf(runtime: ServiceRuntime): Promise<readonly ParkedFact[]> {
  const reader = new TenantReader(runtime, NOBODY, false);
  return (await reader.state(parking, uuidV5('parking', runtime.definition.name))).state;
}
