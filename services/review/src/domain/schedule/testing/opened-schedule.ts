import { specify } from '@carethread/event-sourcing/testing';
import { schedule } from '../decider.js';
import type { Created, ScheduleEvent } from '../events.js';

export const spec = specify(schedule);
export const NOW = '2026-01-15T12:00:00.000Z';
export const P = '00000000-0000-4000-8000-000000000004';
export const at = (now: string, role = 'KW') => ({
  now,
  actor: { userId: `a-${role}`, user: 'u', role, roles: [role], serviceIds: [], qualifications: [] },
});
export const openedAs = (planKind: string, jurisdiction: string, ...rulePacks: readonly string[]): ScheduleEvent => ({
  type: 'ScheduleOpened',
  payload: { planId: 'PL', organisationId: 'O', planKind, jurisdiction, rulePacks },
});
export const opened = openedAs('provider', 'ENG');
export const owes = (kind: string, dueAt: string, more: Partial<Created> = {}): ScheduleEvent => ({
  type: 'ObligationCreated',
  payload: {
    kind,
    basis: 'synthetic',
    dueAt,
    ruleRef: { profile: 'ENG', version: 2, key: kind },
    obligationId: `${kind}-1`,
    planId: 'PL',
    organisationId: 'O',
    ...more,
  },
});
export const missed = (kind: string, dueAt: string): ScheduleEvent => ({
  type: 'ObligationMissed',
  payload: {
    obligationId: `${kind}-1`,
    kind,
    planId: 'PL',
    dueAt,
    detectedAt: dueAt,
    organisationId: 'O',
    planKind: 'provider',
  },
});
export const published = (publishedAt: string, versionNo = 1) =>
  ({ type: 'NotePublication', versionNo, publishedAt, effectiveFrom: publishedAt, versionId: 'v' }) as const;
export const due = (kind: string, dueAt: string, more: object = {}) =>
  ({ type: 'ObligationCreated', payload: { kind, dueAt, ...more } }) as const;
export const held = (reviewType: string, heldAt: string) =>
  ({ type: 'NoteReviewHeld', reviewId: 'R', reviewType, heldAt }) as const;
export const closed = (reviewType: string, heldAt: string, outcome = 'noChange') =>
  ({ type: 'NoteReviewClosed', reviewId: 'R', reviewType, heldAt, closedAt: heldAt, outcome }) as const;
export const CHECK = '2026-02-15T23:59:59.999Z';
export const FORMAL = '2026-04-15T22:59:59.999Z';
