import { specify } from '@carethread/event-sourcing/testing';
import { type CarePlanFacts, NO_FACTS } from '../facts.js';
import { carePlan } from './decider.js';
import type { PlanEvent } from './events.js';
import { NOW, opened } from './testing/opened-plan.js';

const closed: PlanEvent = {
  type: 'CarePlanClosed',
  payload: { planId: 'PL', organisationId: 'O', reason: 'serviceEnded', closedAt: '2026-05-01T09:00:00.000Z' },
};
const spec = specify(carePlan);
const as = (role: string, facts: Partial<CarePlanFacts> = {}) => ({
  id: 'PL',
  now: NOW,
  facts: { ...NO_FACTS, ...facts },
  actor: { userId: 'M', user: 'M', role, roles: [role], organisationId: 'O', serviceIds: [], qualifications: [] },
});
const close = (reason: string, closedAt?: string) =>
  ({ type: 'ClosePlan', reason, ...(closedAt === undefined ? {} : { closedAt }) }) as const;
const plan = { planKind: 'provider', organisationId: 'P', versionNo: 0, needs: [], sections: {} };

describe('the reason for which a plan is closed', () => {
  const episode = (reason: string) => ({ E: { providerId: 'O', ended: { endedAt: NOW, reason } } });

  it('R38: is a death only where one is recorded', () => {
    spec.given(opened).when(close('deceased'), as('SM')).refused('REFERENCE_NOT_FOUND', ['reason']);
    spec
      .given(opened)
      .when(close('deceased'), as('SM', { deceased: true, diedOn: '2026-05-19' }))
      .then({ type: 'CarePlanClosed', payload: { reason: 'deceased', closedAt: NOW } });
  });

  it('R17: is the end of the service, or a transfer, only where one is recorded', () => {
    const given = spec.given(opened);
    for (const reason of ['serviceEnded', 'transferred'])
      given.when(close(reason), as('SM')).refused('REFERENCE_NOT_FOUND', ['reason']);
    given
      .when(close('serviceEnded'), as('SM', { episodes: episode('completed') }))
      .then({ type: 'CarePlanClosed', payload: { reason: 'serviceEnded' } });
    given
      .when(close('transferred'), as('SM', { episodes: episode('completed') }))
      .refused('REFERENCE_NOT_FOUND', ['reason']);
    given
      .when(close('transferred'), as('SM', { episodes: episode('transferred') }))
      .then({ type: 'CarePlanClosed', payload: { reason: 'transferred' } });
    const two = { ...episode('completed'), E2: { providerId: 'O' } };
    given.when(close('serviceEnded'), as('SM', { episodes: two })).refused('REFERENCE_NOT_FOUND', ['reason']);
  });

  it('R17: closes what was published though the service had ended, from the day on which it is known', () => {
    const published: PlanEvent = {
      type: 'ProvisionalPlanPublished',
      payload: {
        planId: 'PL',
        planKind: 'provider',
        organisationId: 'O',
        versionNo: 1,
        proposalNo: 0,
        content: {},
        salts: {},
        contentHash: 'h',
        effectiveFrom: '2026-05-19T09:00:00.000Z',
        consentBasis: 'emergency',
        consentPending: true,
        changeSummary: 'provisional plan',
        cause: { kind: 'emergency' },
      },
    };
    const facts = { episodes: episode('completed') };
    const late = close('serviceEnded', '2026-05-10T09:00:00.000Z');
    spec.given(opened, published).when(late, as('SM', facts)).refused('TIMESCALE_INVALID', ['closedAt']);
    spec
      .given(opened, published)
      .when(late, as('SY', facts))
      .then({ type: 'CarePlanClosed', payload: { closedAt: NOW } });
  });

  it('R17: is another plan only where one is open', () => {
    const other = close('replacedByOtherPlan');
    const known = (state: string, id = 'PL-2') =>
      as('SM', { plans: { PL: { ...plan, state: 'draft' }, [id]: { ...plan, state } } });
    spec.given(opened).when(other, as('SM')).refused('REFERENCE_NOT_FOUND', ['reason']);
    spec.given(opened).when(other, known('draft', 'PL')).refused('REFERENCE_NOT_FOUND', ['reason']);
    spec.given(opened).when(other, known('closed')).refused('REFERENCE_NOT_FOUND', ['reason']);
    spec
      .given(opened)
      .when(other, known('draft'))
      .then({ type: 'CarePlanClosed', payload: { reason: 'replacedByOtherPlan' } });
  });

  it('R17: of a closed plan stays: the same again is nothing new, another reason or day is a conflict', () => {
    const given = spec.given(opened, closed);
    given.when(close('serviceEnded'), as('SM')).nothing();
    given.when(close('serviceEnded', '2026-05-01T09:00:00.000Z'), as('SM')).nothing();
    given.when(close('serviceEnded', '2026-05-02T09:00:00.000Z'), as('SM')).refused('STATE_CONFLICT', ['closed']);
    given.when(close('transferred'), as('SM')).refused('STATE_CONFLICT', ['closed']);
    given.when(close('deceased'), as('SM', { deceased: true })).refused('STATE_CONFLICT', ['closed']);
  });

  it('R38: a death that is recorded later leaves a closed plan closed as it was', () => {
    spec
      .given(opened, closed)
      .when(close('deceased'), as('SY', { deceased: true }))
      .nothing();
  });
});
