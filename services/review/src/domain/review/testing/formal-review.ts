import { specify } from '@carethread/event-sourcing/testing';
import { NO_FACTS } from '../../facts.js';
import { review } from '../decider.js';
import type { ReviewEvent, Scheduled } from '../events.js';
import { TOPICS } from '../../schedule/rules.js';

export const spec = specify(review);
export const NOW = '2026-04-10T10:00:00.000Z';
export const P = '00000000-0000-4000-8000-000000000004';
export const plan = {
  planKind: 'provider',
  organisationId: 'O',
  jurisdiction: 'ENG',
  rulePacks: [],
  versionNo: 2,
  outcomeIds: [],
  needIds: [],
  actionIds: [],
  holdings: { actions: ['a3', 'a4'], goals: ['o1'], routines: ['r1'] },
};
export const facts = { ...NO_FACTS, plans: { PL: plan } };
export const context = { now: NOW, facts };
export const scheduledAs = (reviewType: string, more: Partial<Scheduled> = {}): ReviewEvent => ({
  type: 'ReviewScheduled',
  payload: { reviewId: 'R', planId: 'PL', reviewType, at: NOW, obligationIds: [], ...more },
});
export const startedAs = (reviewType: string) =>
  ({
    type: 'ReviewStarted',
    payload: { reviewId: 'R', planId: 'PL', reviewType, chair: { id: 'K' }, early: false },
    meta: { recordedAt: NOW },
  }) as const;
export const scheduled = scheduledAs('formal');
export const started = startedAs('formal');
export const attended: ReviewEvent = {
  type: 'AttendanceRecorded',
  payload: { party: { kind: 'person', id: P }, present: true },
};
export const considered = (topic: string): ReviewEvent => ({
  type: 'TopicConsidered',
  payload: { topic, text: `on ${topic}` },
});
export const formal = TOPICS['formal'] ?? [];
export const topics = formal.map(considered);
export const progress = (outcomeId: string, status = 'progressing'): ReviewEvent => ({
  type: 'OutcomeProgressRecorded',
  payload: { outcomeId, status },
});
export const agreed: ReviewEvent = {
  type: 'ReviewOutcomeAgreed',
  payload: { reviewId: 'R', planId: 'PL', planVersionReviewed: 2, outcome: 'noChange', changes: [], reason: 'well' },
};
export const briefed: ReviewEvent = { type: 'StakeholderBriefed', payload: { party: { id: 'S' }, issuedAt: NOW } };
export const minuted: ReviewEvent = { type: 'ReviewMinutesPublished', payload: { text: 'minutes' } };
export const close = { type: 'CloseReview' } as const;
