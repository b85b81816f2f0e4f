import { send } from '@carethread/runtime';
import { published, recorded, specifyPolicy } from '@carethread/runtime/testing';
import { carePlan } from '../domain/plan/decider.js';
import type { PlanEvent } from '../domain/plan/events.js';
import { refusedPublications, type SignedProposal } from '../views/refused-publications.js';
import { publishAgainWhenAnObstacleMayHaveGone } from './publish-again-when-an-obstacle-may-have-gone.js';

const P = '00000000-0000-4000-8000-000000000004';
const signOff = {
  proposalNo: 2,
  contentHash: 'c'.repeat(64),
  signOffId: 'S',
  completedAt: '2026-03-02T09:00:00.000Z',
};
const signed: SignedProposal = { planId: 'PL', personId: P, organisationId: 'O', signOff };
const documents = [[refusedPublications, [signed]]] as const;
const proposal = (more: object) => ({
  'carePlan-PL': { proposals: [{ proposalNo: 2, state: 'proposed', ...more }] },
});
const notice: PlanEvent = { type: 'AccessNoticeGiven', payload: { date: '2026-03-02' } };
const registered = published(
  'assessment.organisation-set.v1',
  {
    organisationId: 'O',
    kind: 'provider',
    name: 'Synthetic provider',
    jurisdiction: 'SCO',
    councilOperated: false,
    services: [],
  },
  { personId: null },
);
const completed = (subject: string) =>
  published('consent.sign-off-completed.v1', { ...signOff, subjectId: 'R', subject, legalBasis: 'consent' });
const again = (name: string) => send(carePlan, 'PL', { type: 'PublishVersion', ...signOff }, { personId: P, name });

describe('a signed proposal whose publication was refused', () => {
  it('is tried again on what the person’s record says, and on what the organisation’s does', async () => {
    const states = proposal({ refusedCode: 'ACCESS_NOTICE_REQUIRED' });
    const policy = specifyPolicy(publishAgainWhenAnObstacleMayHaveGone, { states, documents });
    await policy.hears(recorded(notice)).sends(again('AccessNoticeGiven'));
    await policy.hears(registered).sends(again('assessment.organisation-set.v1'));
    await policy.hears(completed('riskAssessment')).sends(again('consent.sign-off-completed.v1'));
  });

  it('is not where the sign-off is of a plan, which publishes by itself', async () => {
    const states = proposal({ refusedCode: 'ACCESS_NOTICE_REQUIRED' });
    await specifyPolicy(publishAgainWhenAnObstacleMayHaveGone, { states, documents })
      .hears(completed('planVersion'))
      .sendsNothing();
  });

  it.each([
    { refusedCode: 'EFFECTIVE_BEFORE_CONSENT' },
    { refusedCode: 'CONSENT_REQUIRED' },
    { refusedCode: 'CRISIS_PLAN_REQUIRED' },
    {},
    { refusedCode: 'ACCESS_NOTICE_REQUIRED', state: 'returned' },
  ])('is not where no such fact could clear it: %j', async (more) => {
    await specifyPolicy(publishAgainWhenAnObstacleMayHaveGone, { states: proposal(more), documents })
      .hears(recorded(notice))
      .sendsNothing();
  });
});
