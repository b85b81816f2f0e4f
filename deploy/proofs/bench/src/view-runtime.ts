import { services } from '@carethread/embedded';
import type { EventLog, ViewStore } from '@carethread/event-sourcing';
import type { KeyStore } from '@carethread/privacy';
import { ServiceRuntime, type ServiceRules } from '@carethread/runtime';
import { memoryPorts } from '@carethread/runtime/testing';
import type { ServiceDefinition } from '@carethread/service-kit';

/** The instant at which every measured view is folded and read. */
export const AT = '2026-03-02T09:00:00.000Z';
export const clock = { now: () => Date.parse(AT) };

export function serviceNamed(name: string): ServiceDefinition {
  const found = services.find((one) => one.name === name);
  if (found === undefined) throw new Error(`there is no service ${name}`);
  return found;
}

/** A service that only folds its views: whatever it does not fold lies in memory. */
export function viewRuntime(
  definition: ServiceRules,
  ports: { readonly log: EventLog; readonly keys: KeyStore; readonly views: ViewStore },
): ServiceRuntime {
  return new ServiceRuntime(definition, memoryPorts(definition.name, clock, ports));
}
