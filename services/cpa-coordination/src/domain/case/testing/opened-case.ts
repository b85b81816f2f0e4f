import { specify } from '@carethread/event-sourcing/testing';
import { cpaCase } from '../decider.js';
import type { CpaCaseEvent } from '../events.js';
import { NO_FACTS } from '../../facts.js';
import { regionId } from '../../region/decider.js';
import { type SchemePeriod } from '../../region/events.js';

export const TENANT = '00000000-0000-4000-8000-000000000003';
export const spec = specify(cpaCase);
export type Past = CpaCaseEvent & {
  readonly meta?: {
    readonly effectiveFrom?: string;
    readonly recordedAt?: string;
    readonly jurisdiction?: string;
    readonly actor?: { readonly user: string; readonly role: string; readonly organisation: string };
  };
};

export const OPENED = '2026-01-12T09:00:00.000Z';
export const opened = {
  type: 'CpaCaseOpened',
  payload: {
    caseId: 'C',
    acceptedOn: '2026-01-12',
    teamId: 'T',
    teamSetting: 'community',
    regionCode: 'R1',
    coordinatorId: 'CC1',
    user: 'u1',
    level: 'undecided',
  },
  meta: { effectiveFrom: OPENED },
} satisfies Past;
export const allocated: Past = {
  type: 'CareCoordinatorAllocated',
  payload: { caseId: 'C', userId: 'CC1', from: OPENED, interim: false },
  meta: { effectiveFrom: OPENED },
};
export const reallocated = (toUserId: string, at: string, interim = false): Past => ({
  type: 'CareCoordinatorReallocated',
  payload: { caseId: 'C', fromUserId: 'before', toUserId, user: `pseudonym-${toUserId}`, at, interim },
  meta: { effectiveFrom: at, recordedAt: at },
});
export const standard: Past = {
  type: 'CpaLevelDecided',
  payload: {
    caseId: 'C',
    from: 'undecided',
    to: 'standard',
    effectiveFrom: '2026-01-13',
    decidedBy: 'CC1',
    rationale: 'synthetic',
    departsFromLeaning: false,
    emergency: false,
  },
  meta: { effectiveFrom: '2026-01-13T00:00:00.000Z' },
};
export const regions = (
  now: string,
  schemes: Readonly<Record<string, readonly SchemePeriod[]>> = { R1: [{ scheme: 'twoLevel', from: '2020-01-01' }] },
  more: Readonly<Record<string, unknown>> = {},
) => ({
  now,
  facts: NO_FACTS,
  streams: {
    ...Object.fromEntries(
      Object.entries(schemes).map(([code, periods]) => [`cpaRegion-${regionId(TENANT, code)}`, { code, periods }]),
    ),
    ...more,
  },
});
