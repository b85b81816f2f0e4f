import { specContext, specify } from '@carethread/event-sourcing/testing';
import { contentHash, type JsonObject } from '@carethread/ledger';
import { NO_FACTS } from '../facts.js';
import { carePlan, type PlanCommand } from './decide.js';
import type { PlanEvent, PlanState } from './events.js';
import { asEffectiveAt } from './in-force.js';

const opened: PlanEvent = {
  type: 'CarePlanOpened',
  payload: {
    planId: 'PL',
    planKind: 'localAuthority',
    organisationId: 'O',
    profile: { code: 'ENG', version: 2 },
    laws: [],
    rulePacks: [],
    councilNeeds: [],
  },
};
const content = (advice: string): JsonObject => ({
  needs: [{ needId: 'n1', eligible: true }],
  outcomes: [{ outcomeId: 'o1' }],
  allergies: ['none known'],
  council: { provision: 'visits', advice, budget: { total: 3, council: 2, person: 1 } },
});

function rebuilt(events: readonly PlanEvent[]): PlanState {
  return specify(carePlan).given(...events).state;
}

/** The events so far, and what is decided on the state that they give. */
function then(
  events: readonly PlanEvent[],
  day: number,
  wish: (state: PlanState) => PlanCommand,
): readonly PlanEvent[] {
  const state = rebuilt(events);
  const context = specContext({
    now: `2026-03-1${day}T09:00:00.000Z`,
    facts: { ...NO_FACTS, assessments: [{ assessmentId: 'A', needIds: ['n1'] }] },
    subjects: { O: NO_FACTS },
    salt: () => `${day}`.padStart(64, 'a'),
  });
  const decided = carePlan.decide(wish(state), state, context);
  return [...events, ...decided.map(({ type, payload }) => ({ type, payload }) as PlanEvent)];
}

const signed = ({ proposals }: PlanState): PlanCommand => ({
  type: 'PublishVersion',
  proposalNo: proposals.length,
  contentHash: proposals.at(-1)?.contentHash ?? '',
  signOffId: 'S',
  completedAt: '2026-03-10T09:00:00.000Z',
});

describe('a plan rebuilt from its events', () => {
  const history = [
    (events: readonly PlanEvent[]) => then(events, 1, () => ({ type: 'ProposeVersion', content: content('walks') })),
    (events: readonly PlanEvent[]) => then(events, 2, signed),
    (events: readonly PlanEvent[]) => then(events, 3, () => ({ type: 'ProposeVersion', content: content('swimming') })),
    (events: readonly PlanEvent[]) => then(events, 4, signed),
    (events: readonly PlanEvent[]) =>
      then(events, 5, () => ({
        type: 'RecordCorrection',
        field: 'conditions',
        to: ['asthma'],
        reason: 'letter',
        appliesToVersions: [1, 2],
      })),
  ].reduce<readonly PlanEvent[]>((events, step) => step(events), [opened]);
  const { versions, proposals, ...state } = rebuilt(history);

  it('PLAT-02: has the content of every version, whose hash is the one that was agreed', () => {
    expect(versions.map((version) => version.content)).toEqual([content('walks'), content('swimming')]);
    expect(versions.map((version) => contentHash(version.content, version.salts))).toEqual(
      proposals.map((proposal) => proposal.contentHash),
    );
    expect(versions.map((version) => version.contentHash)).toEqual(proposals.map((proposal) => proposal.contentHash));
  });

  it('PLAT-02: has the content of every corrected issue, whose hash is the one that was stored', () => {
    const corrected = history.at(-1);
    if (corrected?.type !== 'PlanCorrectionRecorded') throw new Error('the history does not end in a correction');
    const { issues, salts } = corrected.payload;
    const now = '2026-03-16T09:00:00.000Z';
    const issued = versions.map((version) => {
      const shown = asEffectiveAt({ ...state, versions, proposals }, version, now);
      return { ...shown, hash: contentHash(shown.content, { ...salts, ...version.salts }) };
    });
    expect(issued.map(({ versionNo, issueNo, hash }) => ({ versionNo, issueNo, contentHash: hash }))).toEqual(issues);
    expect(issued.map((one) => one.content['conditions'])).toEqual([['asthma'], ['asthma']]);
  });
});
