import type { JsonObject } from '@carethread/ledger';
import { coverageOf } from './coverage.js';

const action = (more: JsonObject): JsonObject => ({ actionId: 'A', what: 'wash', ...more });

describe('what a plan answers to', () => {
  it('ENG-017: shows for every need the actions that meet it, whichever of the two names the other', () => {
    const content = {
      needs: [{ needId: 'N1', text: 'to wash' }, { needId: 'N2', actionIds: ['A'] }, { needId: 'N3' }],
      actions: [action({ needIds: ['N1'] })],
    };
    expect(coverageOf(content, []).needs).toEqual([
      { id: 'N1', text: 'to wash', actionIds: ['A'], covered: true, source: 'plan' },
      { id: 'N2', actionIds: ['A'], covered: true, source: 'plan' },
      { id: 'N3', actionIds: [], covered: false, source: 'plan' },
    ]);
  });

  it('ENG-002: shows which assessment a need came from, and its domain', () => {
    const content = {
      needs: [
        { needId: 'N1', text: 'to wash' },
        { needId: 'N2', text: 'a friend', domain: 'socialCare', assessmentId: 'B' },
        { needId: 'N3', assessmentId: 'unknown' },
      ],
    };
    const found = [
      { assessmentId: 'A', needIds: ['N1'], needs: [{ needId: 'N1', domain: 'personalCare' }] },
      { assessmentId: 'B', needIds: ['C1'] },
    ];
    const shown = coverageOf(content, ['C1'], {}, {}, found).needs;
    expect(shown.map(({ id, assessmentId, domain }) => ({ id, assessmentId, domain }))).toEqual([
      { id: 'N1', assessmentId: 'A', domain: 'personalCare' },
      { id: 'N2', assessmentId: 'B', domain: 'socialCare' },
      { id: 'N3', assessmentId: undefined, domain: undefined },
      { id: 'C1', assessmentId: 'B', domain: undefined },
    ]);
  });

  it('CITY-06: shows the council’s needs too, unless a need of the plan stands for one', () => {
    const content = {
      needs: [{ needId: 'N1', councilNeedId: 'C1', noActionReason: 'the family does it' }],
      actions: [action({ needIds: ['C2'] })],
    };
    expect(coverageOf(content, ['C1', 'C2', 'C3']).needs).toEqual([
      { id: 'N1', actionIds: [], reason: 'the family does it', covered: true, source: 'plan' },
      { id: 'C2', actionIds: ['A'], covered: true, source: 'council' },
      { id: 'C3', actionIds: [], covered: false, source: 'council' },
    ]);
  });

  it('CITY-09: shows preferences, with the action or the reason', () => {
    const preferences = {
      items: [{ preferenceId: 'P1', text: 'breakfast at 8' }, { preferenceId: 'P2' }],
      extras: [{ preferenceId: 'P3', notMetReason: 'too far' }],
    };
    const content = { preferences, actions: [action({ preferenceIds: ['P1'] })] };
    expect(coverageOf(content, []).preferences.map(({ id, covered }) => [id, covered])).toEqual([
      ['P1', true],
      ['P2', false],
      ['P3', true],
    ]);
  });

  it('shows outcomes: worked toward by steps or actions, or met', () => {
    const content = {
      outcomes: [
        { outcomeId: 'O1', statement: 'wash alone', steps: [{ what: 'practise' }] },
        { outcomeId: 'O2', status: 'met' },
        { outcomeId: 'O3' },
        { outcomeId: 'O4', steps: [] },
      ],
      actions: [action({ outcomeIds: ['O3'] })],
    };
    expect(coverageOf(content, []).outcomes.map(({ id, covered }) => [id, covered])).toEqual([
      ['O1', true],
      ['O2', true],
      ['O3', true],
      ['O4', false],
    ]);
  });

  it('ENG-051: shows the risks that were assessed for it, and whether they stand on it', () => {
    const risks = { R1: { actionIds: ['A'] }, R2: { actionIds: [] } };
    expect(coverageOf({}, [], risks, { R1: 2 }).risks).toEqual([
      { id: 'R1', actionIds: ['A'], covered: true },
      { id: 'R2', actionIds: [], covered: false },
    ]);
  });

  it('finds an empty plan without anything open', () => {
    expect(coverageOf({}, [])).toEqual({ needs: [], outcomes: [], preferences: [], risks: [] });
  });
});
