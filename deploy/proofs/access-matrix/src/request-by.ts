import type { ActingParty } from '@carethread/event-sourcing';
import { behind, type RequestContext } from '@carethread/http-api';
import { ServiceRuntime, TenantReader } from '@carethread/runtime';
import { memoryPorts } from '@carethread/runtime/testing';
import { NOW, TENANT } from './cast.js';

const clock = { now: () => Date.parse(NOW) };
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
  memoryPorts('matrix', clock),
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
