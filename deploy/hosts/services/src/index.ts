import type { ServiceDefinition } from '@carethread/service-kit';

/**
 * Every service, in the order in which pages list them. Whatever else names services is drawn from this list: a service is its folder
 * and a line here. Only programs that need the code of services import it.
 */
const modules: Readonly<Record<string, () => Promise<{ readonly service: ServiceDefinition }>>> = {
  assessment: () => import('@carethread/assessment'),
  'care-plan': () => import('@carethread/care-plan'),
  risk: () => import('@carethread/risk'),
  review: () => import('@carethread/review'),
  consent: () => import('@carethread/consent'),
  'cpa-coordination': () => import('@carethread/cpa-coordination'),
};

export const SERVICE_NAMES: readonly string[] = Object.keys(modules);

/** The services that the setting names: all of them where it names none. */
export function selectedServices(names: readonly string[]): readonly string[] {
  return names.length === 0 ? SERVICE_NAMES : SERVICE_NAMES.filter((name) => names.includes(name));
}

export async function loadServices(): Promise<readonly ServiceDefinition[]> {
  return Promise.all(Object.values(modules).map(async (load) => (await load()).service));
}
