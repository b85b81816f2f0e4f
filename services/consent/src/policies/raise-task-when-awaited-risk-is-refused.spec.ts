import type { PolicyReader, Policy, PolicyFact } from '@carethread/runtime';
import { NO_FACTS, NO_PLAN } from '../domain/facts.js';
import { NO_SIGN_OFF, type SignOffState } from '../domain/sign-off/state.js';
import { closeTaskWhenRefusedRiskIsSettled } from './close-task-when-refused-risk-is-settled.js';
import { raiseTaskWhenAwaitedRiskIsRefused } from './raise-task-when-awaited-risk-is-refused.js';

const [PLAN_SIGN_OFF, FACT] = ['00000000-0000-4000-8000-00000000000a', '00000000-0000-4000-8000-00000000000b'];
const planKinds = { PL: 'provider', CP: 'cpa', LA: 'localAuthority' } as const;

interface Told {
  readonly type: string;
  readonly data: object;
  readonly state?: Partial<SignOffState>;
  readonly subject?: string;
  readonly planId?: keyof typeof planKinds;
}

async function sent(policy: Policy, { type, data, state = {}, subject = 'planVersion', planId = 'PL' }: Told) {
  const signOff = {
    ...NO_SIGN_OFF,
    state: 'partiallySigned',
    requested: { requiredSignatories: [] },
    risks: { R: 1 },
    ...state,
  };
  const task = {
    kind: 'riskRefused',
    status: 'open',
    ref: { planId, riskId: 'R', signOffId: PLAN_SIGN_OFF },
  };
  const look = {
    facts: () =>
      Promise.resolve({
        ...NO_FACTS,
        plans: { [planId]: { ...NO_PLAN, planKind: planKinds[planId], organisationId: 'O' } },
      }),
    office: (_: string, forRole: string, organisationId: string) => Promise.resolve({ forRole, organisationId }),
    find: ({ name }: { readonly name: string }) =>
      Promise.resolve(
        name === 'signOffsBySubject' ? [{ signOffId: PLAN_SIGN_OFF, subject, subjectId: planId }] : [{ taskId: 'T' }],
      ),
    state: ({ category }: { readonly category: string }) => Promise.resolve(category === 'task' ? task : signOff),
  } as unknown as PolicyReader;
  const meta = { stream: `signOff-${PLAN_SIGN_OFF}` };
  const commands = await policy.then({ id: FACT, type, personId: 'P', data, meta } as unknown as PolicyFact, look);
  return commands.map(({ id, command }) => ({ id, ...command }));
}

describe('a risk that a plan waits for and the person refuses', () => {
  const raise = raiseTaskWhenAwaitedRiskIsRefused;
  const refused = { type: 'SignOffRefused', data: { subject: 'riskAssessment', subjectId: 'R' } };

  it.each([
    ['PL', 'KW'],
    ['CP', 'CC'],
    ['LA', 'AS'],
  ] as const)('R25: is a task for whoever leads the plan: %s, %s', async (planId, forRole) => {
    expect(await sent(raise, { ...refused, planId })).toMatchObject([
      {
        type: 'RaiseTask',
        kind: 'riskRefused',
        forRole,
        organisationId: 'O',
        subject: { kind: 'plan', id: planId },
        ref: { planId, riskId: 'R', signOffId: PLAN_SIGN_OFF },
      },
    ]);
  });

  it('R25: is none where the plan does not wait for it, nor for what else is refused', async () => {
    expect(await sent(raise, { ...refused, state: { risks: {} } })).toEqual([]);
    expect(await sent(raise, { ...refused, state: { state: 'voided' } })).toEqual([]);
    expect(await sent(raise, { ...refused, subject: 'riskAssessment' })).toEqual([]);
    expect(await sent(raise, { ...refused, data: { subject: 'planVersion', subjectId: 'R' } })).toEqual([]);
  });

  it('R25: is settled once the plan waits no longer, or the person is asked about another version', async () => {
    const close = closeTaskWhenRefusedRiskIsSettled;
    const outcome = (told: Told) =>
      sent(close, told).then((all) => all.map((one) => ('outcome' in one ? one.outcome : one)));
    expect(await outcome({ type: 'RiskSigned', data: { riskId: 'R' }, state: { risksSigned: { R: 1 } } })).toEqual([
      'partiallySigned',
    ]);
    expect(await outcome({ type: 'RiskReleased', data: { riskId: 'R' }, state: { risks: {} } })).toEqual([
      'partiallySigned',
    ]);
    expect(await outcome({ type: 'RiskAwaited', data: { riskId: 'R', version: 2 } })).toEqual(['askedAnew']);
    for (const state of ['voided', 'lapsed', 'refused'] as const)
      expect(await outcome({ type: 'SignOffVoided', data: {}, state: { state } })).toEqual([state]);
    expect(await outcome({ type: 'RiskAwaited', data: { riskId: 'R2', version: 1 } })).toEqual([]);
    expect(await outcome({ type: 'RiskSigned', data: { riskId: 'R2' } })).toEqual([]);
  });
});
