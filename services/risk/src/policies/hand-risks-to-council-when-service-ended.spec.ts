import { uuidV5 } from '@carethread/ledger';
import { published, specifyPolicy } from '@carethread/runtime/testing';
import { raiseTask } from '@carethread/service-kit';
import { NO_PLAN, type RiskFacts } from '../domain/facts.js';
import { handRisksToCouncilWhenServiceEnded } from './hand-risks-to-council-when-service-ended.js';
import { knowing } from './testing/knowing.js';

const UNTIL = '2026-02-01T12:00:00.000Z';
const plan = (planKind: string, closed = true) => ({ ...NO_PLAN, planKind, organisationId: 'O', closed });
const known: Partial<RiskFacts> = {
  plans: { PR: plan('provider'), STANDS: plan('provider', false), CPA: plan('cpa'), LA: plan('localAuthority') },
  servedUntil: { O: UNTIL },
};
const of = (planId: string) => ({
  opened: { riskId: 'K', planId, actionIds: [], domain: 'falls', framework: 'standard' },
});
const risks = {
  ofPlan: of('PR'),
  drafted: { ...of('PR'), state: 'draft' },
  closed: { ...of('PR'), state: 'closed' },
  ofPlanThatStands: of('STANDS'),
  ofCpaPlan: of('CPA'),
  ofCouncilPlan: of('LA'),
  withoutPlan: { heldBy: 'O' },
  ofAnother: { heldBy: 'X' },
  ofCouncil: {},
} as const;
const ended = published('care-plan.service-ended.v1', {
  episodeId: 'E',
  providerId: 'O',
  endedAt: UNTIL,
  reason: 'completed',
});
const task = (riskId: string, end: string) =>
  raiseTask(uuidV5('riskAfterService', riskId, end), {
    kind: 'riskAfterService',
    forRole: 'AS',
    subject: { kind: 'risk', id: riskId },
    ref: { riskId },
  });
const hears = (facts: Partial<RiskFacts>) =>
  specifyPolicy(handRisksToCouncilWhenServiceEnded, knowing(facts, { risks })).hears(ended);

describe('risks that a service has left open', () => {
  it('D23: go to the council, each with a task of its own', async () => {
    await hears(known).sends(
      task('ofPlan', UNTIL),
      task('drafted', UNTIL),
      task('ofCpaPlan', 'CPA'),
      task('withoutPlan', UNTIL),
    );
  });

  it('D23: stay with those who serve the person still, and end with a death', async () => {
    await hears({ ...known, servedUntil: {}, cases: { C: 'N' } }).sendsNothing();
    await hears({ ...known, deceased: true }).sendsNothing();
  });
});
