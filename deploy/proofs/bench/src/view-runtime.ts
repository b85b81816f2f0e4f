import { services } from '@carethread/embedded';
import {
  MemoryBus,
  MemoryLeases,
  MemoryLog,
  MemoryViewStore,
  type EventLog,
  type ViewStore,
} from '@carethread/event-sourcing';
import { MemoryAttachments, type KeyStore } from '@carethread/privacy';
import { ServiceRuntime, type ServiceRules } from '@carethread/runtime';

/** The instant at which every measured view is folded and read. */
export const AT = '2026-03-02T09:00:00.000Z';
export const clock = { now: () => Date.parse(AT) };

export function serviceNamed(name: string): ServiceRules {
  const found = services.find((one) => one.name === name);
  if (found === undefined) throw new Error(`there is no service ${name}`);
  return found;
}

/** A service that only folds its views: whatever it does not fold lies in memory. */
export function viewRuntime(
  definition: ServiceRules,
  { log, keys, views }: { readonly log: EventLog; readonly keys: KeyStore; readonly views: ViewStore },
): ServiceRuntime {
  return new ServiceRuntime(definition, {
    log,
    accessLog: new MemoryLog({ service: definition.name, clock }),
    views,
    decisionViews: views,
    checkpoints: new MemoryViewStore(),
    bus: new MemoryBus(),
    keys,
    attachments: new MemoryAttachments(),
    leases: new MemoryLeases(),
    clock,
    issuer: 'https://issuer.carethread.invalid',
    warn: () => undefined,
  });
}
