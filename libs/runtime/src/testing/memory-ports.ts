import { MemoryBus, MemoryLeases, MemoryLog, MemoryViewStore, type Clock } from '@carethread/event-sourcing';
import { MemoryAttachments, MemoryKeyStore } from '@carethread/privacy';
import type { ServicePorts } from '../service-ports.js';

/** What a service needs of its host, in memory: of one that a test or a measurement runs, with what that looks at put in its place. */
export function memoryPorts(service: string, clock: Clock, instead: Partial<ServicePorts> = {}): ServicePorts {
  const views = instead.views ?? new MemoryViewStore();
  return {
    log: new MemoryLog({ service, clock }),
    accessLog: new MemoryLog({ service: `${service}.access`, clock }),
    views,
    decisionViews: views,
    checkpoints: new MemoryViewStore(),
    bus: new MemoryBus(),
    keys: new MemoryKeyStore(),
    attachments: new MemoryAttachments(),
    leases: new MemoryLeases(),
    clock,
    issuer: 'https://issuer.carethread.invalid',
    warn: () => undefined,
    ...instead,
  };
}
