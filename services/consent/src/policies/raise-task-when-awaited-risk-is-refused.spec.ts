import { uuidV5 } from '@carethread/ledger';
import { recorded, specifyPolicy } from '@carethread/runtime/testing';
import { raiseTask } from '@carethread/service-kit';
import type { Subject, SignOffEvent } from '../domain/sign-off/events.js';
import { raiseTaskWhenAwaitedRiskIsRefused } from './raise-task-when-awaited-risk-is-refused.js';
import { knowing, MESSAGE, plan, requested } from './testing/knowing.js';

const refused = (subject: Subject = 'riskAssessment') =>
  recorded<SignOffEvent>({
    type: 'SignOffRefused',
    payload: { signOffId: 'OF_RISK', subject, subjectId: 'K', proposalNo: 1 },
  });
const hears = (signOff: Parameters<typeof knowing>[0], planKind: string, subject?: Subject) =>
  specifyPolicy(raiseTaskWhenAwaitedRiskIsRefused, knowing(signOff, { plans: { PL: { ...plan, planKind } } })).hears(
    refused(subject),
  );
const waits = { risks: { K: 1 } };

describe('a risk that a plan waits for and the person refuses', () => {
  it.each([
    ['provider', { forRole: 'KW', organisationId: 'O' }],
    ['cpa', { forRole: 'CC', organisationId: 'O' }],
    ['localAuthority', { forRole: 'AS' }],
  ])('R25: is a task for the leader of a plan of kind %s', async (planKind, office) => {
    await hears({ S: waits }, planKind).sends(
      raiseTask(uuidV5(MESSAGE, 'riskRefused', 'S'), {
        ...{ kind: 'riskRefused', ...office, subject: { kind: 'plan', id: 'PL' } },
        ref: { planId: 'PL', riskId: 'K', signOffId: 'S' },
      }),
    );
  });

  it('R25: is none where the plan does not wait for it, nor for what else is refused', async () => {
    await hears({ S: { risks: {} } }, 'provider').sendsNothing();
    await hears({ S: { ...waits, state: 'voided' } }, 'provider').sendsNothing();
    await hears({ S: { ...waits, requested: requested({ subject: 'restoration' }) } }, 'provider').sendsNothing();
    await hears({ S: waits }, 'provider', 'planVersion').sendsNothing();
  });
});
