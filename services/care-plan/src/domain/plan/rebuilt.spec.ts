import { decideWith } from '@carethread/event-sourcing';
import { specContext, specify } from '@carethread/event-sourcing/testing';
import { contentHash, type JsonObject } from '@carethread/ledger';
import { NO_FACTS } from '../facts.js';
import { carePlan } from './decider.js';
import { type PlanCommand } from './commands.js';
import type { PlanEvent } from './events.js';
import type { PlanState } from './state.js';
import { asEffectiveAt } from './in-force.js';
import { issuesOf } from './issues.js';
import { divergences } from './rebuilt.js';

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
  outcomes: [{ outcomeId: 'o1', statement: 'bake' }],
  allergies: [{ name: 'none known' }],
  council: { provision: 'visits', advice, budget: { total: 3, council: 2, person: 1 } },
});

function rebuilt(events: readonly PlanEvent[]): PlanState {
  return specify(carePlan).given(...events).state;
}

/** The events so far, and what is decided on the state that they give. */
function then(
  events: readonly PlanEvent[],
  day: number,
  command: (state: PlanState) => PlanCommand,
): readonly PlanEvent[] {
  const state = rebuilt(events);
  const context = specContext({
    now: `2026-03-1${day}T09:00:00.000Z`,
    facts: { ...NO_FACTS, assessments: [{ assessmentId: 'A', needIds: ['n1'] }] },
    subjects: { O: NO_FACTS },
    salt: () => `${day}`.padStart(64, 'a'),
  });
  const decided = decideWith(carePlan, command(state), state, context);
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
    (events: readonly PlanEvent[]) =>
      then(events, 3, () => ({ type: 'ProposeVersion', content: content('swimming'), reason: 'likes water' })),
    (events: readonly PlanEvent[]) => then(events, 4, signed),
    (events: readonly PlanEvent[]) =>
      then(events, 5, () => ({
        type: 'RecordCorrection',
        field: 'conditions',
        to: [{ name: 'asthma' }],
        reason: 'letter',
        appliesToVersions: [1, 2],
      })),
  ].reduce<readonly PlanEvent[]>((events, step) => step(events), [opened]);
  const { versions, proposals, ...state } = rebuilt(history);

  it('PLAT-02: has the content of every version, whose hash is the one that was agreed', () => {
    const signed = versions.flatMap((version) => issuesOf(state, version).slice(0, 1));
    expect(signed.map((issue) => issue.content)).toEqual([content('walks'), content('swimming')]);
    expect(signed.map((issue) => contentHash(issue.content, issue.salts))).toEqual(
      proposals.map((proposal) => proposal.contentHash),
    );
    expect(versions.map((version) => version.contentHash)).toEqual(proposals.map((proposal) => proposal.contentHash));
  });

  it('PLAT-02: has the content of every corrected issue, whose hash is the one that was stored', () => {
    const corrected = history.findLast(({ type }) => type === 'PlanCorrectionRecorded');
    if (corrected?.type !== 'PlanCorrectionRecorded') throw new Error('the history has no correction');
    const { issues, salts } = corrected.payload;
    const now = '2026-03-16T09:00:00.000Z';
    const issued = versions.map((version) => {
      const shown = asEffectiveAt({ ...state, versions }, version, now);
      return { ...shown, hash: contentHash(shown.content, { ...salts, ...version.salts }) };
    });
    expect(issued.map(({ versionNo, issueNo, hash }) => ({ versionNo, issueNo, contentHash: hash }))).toEqual(issues);
    expect(issued.map((one) => one.content['conditions'])).toEqual([[{ name: 'asthma' }], [{ name: 'asthma' }]]);
  });

  it('PLAT-02: differs nowhere, in any issue of any version, from what was agreed', () => {
    for (const version of versions) expect(divergences(version, state)).toEqual([]);
    specify(carePlan)
      .given(...history)
      .when({ type: 'ReportDivergence', versionNo: 1 })
      .nothing();
  });

  describe('where what is stored is not what was agreed', () => {
    const other = 'd'.repeat(64);
    const planted = history.map((event): PlanEvent => {
      if (event.type === 'PlanVersionPublished' && event.payload.versionNo === 2)
        return { ...event, payload: { ...event.payload, contentHash: other } };
      if (event.type !== 'PlanCorrectionRecorded') return event;
      const issues = event.payload.issues.map((issue) => ({ ...issue, contentHash: other }));
      return { ...event, payload: { ...event.payload, issues: issues.slice(0, 1) } };
    });
    const report = (versionNo: number) => ({ type: 'ReportDivergence', versionNo }) as const;
    const diverged = (versionNo: number, issueNo: number) =>
      ({
        type: 'PlanContentDiverged',
        payload: { versionNo, issueNo, storedHash: other, rebuiltHash: expect.stringMatching(/^[0-9a-f]{64}$/) },
      }) as const;

    it('PLAT-02: says which issue of which version differs, and from what', () => {
      const given = specify(carePlan).given(...planted);
      given.when(report(1)).then(diverged(1, 2));
      given.when(report(2)).then(diverged(2, 1));
      given.when(report(3)).nothing();
    });

    it('PLAT-02: says it once, and of a closed plan too', () => {
      const [found] = decideWith(carePlan, report(2), rebuilt(planted), specContext());
      if (found === undefined) throw new Error('nothing was found');
      const closed: PlanEvent = {
        type: 'CarePlanClosed',
        payload: { planId: 'PL', organisationId: 'O', reason: 'serviceEnded', closedAt: '2026-03-20T09:00:00.000Z' },
      };
      specify(carePlan)
        .given(...planted, closed)
        .when(report(2))
        .then(diverged(2, 1));
      specify(carePlan)
        .given(...planted, { type: found.type, payload: found.payload } as PlanEvent, closed)
        .when(report(2))
        .nothing();
    });

    it('PLAT-02: a section whose salt is gone cannot be what was agreed', () => {
      const [first] = versions;
      if (first === undefined) throw new Error('no version');
      expect(divergences({ ...first, salts: {} }, { corrections: [] })).toMatchObject([
        { issueNo: 1, rebuiltHash: '' },
      ]);
    });
  });
});
