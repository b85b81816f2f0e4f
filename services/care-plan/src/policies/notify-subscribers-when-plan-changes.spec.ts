import { send } from '@carethread/runtime';
import { recorded, specifyPolicy } from '@carethread/runtime/testing';
import { specMeta } from '@carethread/event-sourcing/testing';
import type { PlanEvent } from '../domain/plan/events.js';
import { NO_PLAN } from '../domain/plan/state.js';
import { opened } from '../domain/plan/testing/opened-plan.js';
import { correctionRecorded, versionPublished } from '../domain/plan/testing/sample-events.js';
import { subscription } from '../domain/subscription/decider.js';
import { NO_SUBSCRIPTION } from '../domain/subscription/state.js';
import { notifySubscribersWhenPlanChanges } from './notify-subscribers-when-plan-changes.js';

const plan = (planKind: string) => ({ ...NO_PLAN, state: 'active', opened: { ...opened.payload, planKind } });
const of = (providerId: string) => ({ ...NO_SUBSCRIPTION, state: 'active', providerId });
const subscriptions = { 'subscription-S1': of('P1'), 'subscription-S2': of('P2') };
const providers: Readonly<Record<string, string>> = { S1: 'P1', S2: 'P2' };
const notice = (id: string, versionNo: number, changeKind: string, causes?: readonly string[]) =>
  send(
    subscription,
    id,
    {
      type: 'NotifyChange',
      planId: 'PL',
      versionNo,
      changeKind,
      causeId: specMeta.id,
      heldBy: 'O',
      ...(causes === undefined ? {} : { causes }),
    },
    // Whose feed it is stands beside the actor, in the clear.
    { organisationId: providers[id] ?? '' },
  );
const hearing = (event: PlanEvent, planKind = 'provider') =>
  specifyPolicy(notifySubscribersWhenPlanChanges, {
    states: { 'carePlan-PL': plan(planKind), ...subscriptions },
  }).hears(recorded(event));
const suspended = (cause?: 'consent' | 'hospital'): PlanEvent => ({
  type: 'PlanSuspended',
  payload: {
    planId: 'PL',
    suspensionId: 'X',
    scope: 'whole',
    reason: 'in hospital',
    from: '2026-03-02T09:00:00.000Z',
    ...(cause === undefined ? {} : { cause }),
  },
});

describe('a change of a plan', () => {
  it('PLAT-13: is notified to every subscriber, with the version that it is about', async () => {
    await hearing(versionPublished()).sends(notice('S1', 2, 'published'), notice('S2', 2, 'published'));
    await hearing(correctionRecorded([1, 3])).sends(notice('S1', 3, 'correction'), notice('S2', 3, 'correction'));
  });

  it('R6: says why care is withheld, and calls consent by its name', async () => {
    await hearing(suspended('hospital')).sends(
      notice('S1', 0, 'suspended', ['hospital']),
      notice('S2', 0, 'suspended', ['hospital']),
    );
    await hearing(suspended('consent')).sends(
      notice('S1', 0, 'consentWithdrawn', ['consent']),
      notice('S2', 0, 'consentWithdrawn', ['consent']),
    );
    await hearing(suspended()).sends(notice('S1', 0, 'suspended'), notice('S2', 0, 'suspended'));
    await hearing({ type: 'PlanResumed', payload: { planId: 'PL', scope: 'whole', causes: ['consent'] } }).sends(
      notice('S1', 0, 'consentRestored', ['consent']),
      notice('S2', 0, 'consentRestored', ['consent']),
    );
  });

  it('PLAT-13: of the council’s own plan is offered to every subscription, which knows whether it is concerned', async () => {
    const offered = (id: string) => {
      const { command, ...rest } = notice(id, 2, 'published');
      return { ...rest, command: { ...command, isCouncils: true } };
    };
    await hearing(versionPublished({ planKind: 'localAuthority' }), 'localAuthority').sends(
      offered('S1'),
      offered('S2'),
    );
  });
});
