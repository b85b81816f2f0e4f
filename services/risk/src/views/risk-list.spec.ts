import { specMeta } from '@carethread/event-sourcing/testing';
import { published, recorded, specifyView } from '@carethread/runtime/testing';
import type { RiskEvent } from '../domain/risk-assessment/events.js';
import { riskList } from './risk-list.js';

const { personId, actor, occurredAt } = specMeta;
const by = { ...actor, role: 'KW', organisation: 'O' };
const event = (one: RiskEvent, revision: number) =>
  recorded<RiskEvent>(one, { stream: 'riskAssessment-K', revision, actor: by });
const opened = (owner: { readonly planId: string } | { readonly organisationId: string } = { organisationId: 'O' }) =>
  event(
    {
      type: 'RiskAssessmentOpened',
      payload: {
        ...{ riskId: 'K', actionIds: [], domain: 'falls', framework: 'positiveRisk' },
        ...owner,
      },
    },
    1,
  );
const weighed = event(
  { type: 'RiskWeighed', payload: { hazard: 'in confidence', benefits: ['in confidence'], adverseEffects: [] } },
  2,
);
const assessed = event(
  {
    type: 'RiskAssessed',
    payload: {
      ...{ riskId: 'K', version: 1, conclusion: 'acceptWithControls', reasons: 'in confidence', actionIds: [] },
      ...{ managementPlan: 'in confidence', reviewOn: '2027-01-12', decidedBy: { name: 'Synthetic Person' } },
      ...{ contentHash: 'hash', salts: {}, content: {} },
    },
  },
  3,
);
const closed = event({ type: 'RiskClosed', payload: { riskId: 'K', reason: 'over' } }, 4);
const plan = published('care-plan.care-plan-opened.v1', {
  ...{ planId: 'PL', planKind: 'provider', organisationId: 'P', jurisdiction: 'ENG', rulePacks: [] },
});
const entries = (...events: readonly ReturnType<typeof event>[]) =>
  specifyView(riskList)
    .given(plan, ...events)
    .entries(personId ?? '');

describe('the list of open risks', () => {
  it('shows by when they are reviewed, and those without a day after them, in ids, codes and dates', () => {
    expect(entries(opened(), weighed)).toMatchObject([
      { order: `9999-12-31T23:59:59.999Z ${occurredAt} K`, filters: { state: 'draft' } },
    ]);
    const concluded = entries(opened(), weighed, assessed);
    expect(concluded).toMatchObject([
      { order: expect.stringMatching(/^2027-01-12T23:59:59.999Z /), filters: { state: 'concluded' } },
    ]);
    expect(JSON.stringify(concluded)).not.toMatch(/in confidence|Synthetic/);
    expect(entries(opened(), weighed, assessed, closed)).toEqual([]);
  });

  it('R18: stands with who holds the plan that it belongs to, else with who opened it', () => {
    expect(entries(opened({ planId: 'PL' }))[0]?.scopes).toContainEqual({ of: 'organisation', id: 'P' });
    expect(entries(opened())[0]?.scopes).toContainEqual({ of: 'organisation', id: 'O' });
  });
});
