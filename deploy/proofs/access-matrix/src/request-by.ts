import { MemoryBus, MemoryLeases, MemoryLog, MemoryViewStore, type ActingParty } from '@carethread/event-sourcing';
import { behind, type RequestContext } from '@carethread/http-api';
import { MemoryAttachments, MemoryKeyStore } from '@carethread/privacy';
import { ServiceRuntime, TenantReader } from '@carethread/runtime';
import { NOW, TENANT } from './cast.js';

const clock = { now: () => Date.parse(NOW) };
const views = new MemoryViewStore();
/** Of a service that decides nothing, on stores that are never opened. */
const runtime = new ServiceRuntime(
  {
    name: 'matrix',
    path: 'matrix',
    deciders: [],
    facts: { version: 1, initial: {}, on: {} },
    publish: {},
    views: [],
    policies: [],
  },
  {
    log: new MemoryLog({ service: 'matrix', clock }),
    accessLog: new MemoryLog({ service: 'matrix', clock }),
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
  },
);

const refused = (): never => {
  throw new Error('whose a thing is rests on who is calling, and this route looked at more of the request');
};

/** A request of which nothing but its caller is known: enough for the holders and the work lists that the rule asks about. */
export function requestBy(actor: ActingParty): RequestContext {
  return {
    params: {},
    query: {},
    body: undefined,
    actor,
    tenantId: TENANT,
    now: NOW,
    commandId: '',
    correlationId: '',
    webhooks: runtime.webhooks,
    purpose: undefined,
    read: new TenantReader(runtime, TENANT, false),
    cursors: { seal: refused, open: refused },
    settledAt: refused,
    keyedHash: refused,
    position: refused,
    publicUrl: undefined,
    issue: refused,
    sendsMail: false,
    warn: refused,
    ...behind(runtime),
    sight: refused,
    pseudonym: refused,
  };
}
