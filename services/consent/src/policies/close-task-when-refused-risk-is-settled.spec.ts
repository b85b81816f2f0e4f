import { recorded, specifyPolicy } from '@carethread/runtime/testing';
import { closeTask } from '@carethread/service-kit';
import { withOpenTasks } from '@carethread/service-kit/testing';
import type { SignOffEvent } from '../domain/sign-off/events.js';
import { type SignOffState, NO_SIGN_OFF } from '../domain/sign-off/state.js';
import { closeTaskWhenRefusedRiskIsSettled } from './close-task-when-refused-risk-is-settled.js';
import { requested } from './testing/knowing.js';

const { states, documents } = withOpenTasks({
  T: { kind: 'riskRefused', ref: { planId: 'PL', riskId: 'K', signOffId: 'S' } },
  ofAnother: { kind: 'riskRefused', ref: { planId: 'PL', riskId: 'K', signOffId: 'OTHER' } },
});
const hears = (state: Partial<SignOffState>, event: SignOffEvent) =>
  specifyPolicy(closeTaskWhenRefusedRiskIsSettled, {
    states: {
      ...states,
      'signOff-S': { ...NO_SIGN_OFF, state: 'partiallySigned', requested: requested(), risks: { K: 1 }, ...state },
    },
    documents,
  }).hears(recorded(event, { stream: 'signOff-S' }));
const ended = { signOffId: 'S', subject: 'planVersion', subjectId: 'PL', proposalNo: 1 };

describe('the task about a risk that the person refused', () => {
  it('R25: is settled once the plan waits for that risk no longer', async () => {
    const done = closeTask('T', 'partiallySigned');
    await hears({ risksSigned: { K: 1 } }, { type: 'RiskSigned', payload: { riskId: 'K' } }).sends(done);
    await hears({ risks: {} }, { type: 'RiskReleased', payload: { riskId: 'K' } }).sends(done);
    await hears({}, { type: 'RiskSigned', payload: { riskId: 'L' } }).sendsNothing();
  });

  it('R25: is settled once the person is asked about another version of it', async () => {
    await hears({}, { type: 'RiskAwaited', payload: { riskId: 'K', version: 2 } }).sends(closeTask('T', 'askedAnew'));
    await hears({}, { type: 'RiskAwaited', payload: { riskId: 'L', version: 1 } }).sendsNothing();
  });

  it.each(['voided', 'lapsed', 'refused'] as const)('R25: is settled once the sign-off is %s', async (state) => {
    await hears({ state }, { type: 'SignOffLapsed', payload: ended }).sends(closeTask('T', state));
  });
});
