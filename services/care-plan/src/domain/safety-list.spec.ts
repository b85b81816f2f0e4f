import { NO_FACTS, type CarePlanFacts } from './facts.js';
import { content, day, Life, started } from './plan/testing/life.js';
import { safetyList } from './safety-list.js';

const CONTACTS = [
  { name: 'Synthetic Sister', phone: '0100', emergency: true },
  { name: 'Synthetic Friend', phone: '0101' },
  { name: 'Synthetic Neighbour', isEmergency: true },
];
const withContacts = (): Life =>
  new Life().amends({
    ...content,
    importantPeople: CONTACTS,
    contingency: { emergencyContacts: [{ id: 'c9', name: 'Synthetic Warden' }] },
  });
const list = (lives: readonly Life[], at: number, facts: Partial<CarePlanFacts> = {}): ReturnType<typeof safetyList> =>
  safetyList(
    lives.map(({ state }) => state),
    { ...NO_FACTS, ...facts },
    day(at),
  );

describe('the safety list of a person', () => {
  it('R20: has the allergies of every plan in force as corrected, each once', () => {
    const corrected = started()
      .on(20)
      .corrects(
        'allergies',
        [
          { id: 'l2', name: 'penicillin' },
          { id: 'l3', name: 'latex' },
        ],
        15,
        [1],
      );
    expect(list([started(), corrected], 10).allergies).toEqual([{ name: 'latex' }]);
    expect(list([started(), corrected], 20).allergies).toEqual([{ name: 'latex' }, { name: 'penicillin' }]);
    expect(list([new Life()], 20)).toEqual({ allergies: [], risks: [], restrictions: [], emergencyContacts: [] });
  });

  it('R20: what is agreed for a later day is not on it before that day', () => {
    const later = started().amends({ ...content, allergies: [{ id: 'l1', name: 'nuts' }] }, 20);
    expect(list([later], 10).allergies).toEqual([{ name: 'latex' }]);
    expect(list([later], 20).allergies).toEqual([{ name: 'nuts' }]);
  });

  it('R20: keeps what the last plan said when no plan is in force any more', () => {
    const closed = started();
    closed.facts = { ...closed.facts, deceased: true };
    closed.on(12).does({ type: 'ClosePlan', reason: 'deceased' }, 'SY');
    expect(list([closed], 15).allergies).toEqual([{ name: 'latex' }]);
    const open = new Life().amends({ ...content, allergies: [] });
    expect(list([closed, open], 15).allergies).toEqual([]);
  });

  it('R20: names the contacts for an emergency and no other', () => {
    const contacts = {
      u1: { scopes: ['readPlan'], name: 'Synthetic Cousin', kind: 'family', role: 'Emergency contact' },
      u2: { scopes: ['readPlan'], name: 'Synthetic Advocate', kind: 'advocate', role: 'advocate' },
      u3: { scopes: [], name: 'Synthetic Uncle', kind: 'family', role: 'emergency' },
    };
    expect(list([withContacts()], 10, { contacts }).emergencyContacts).toEqual([
      CONTACTS[0],
      CONTACTS[2],
      { name: 'Synthetic Warden' },
      { name: 'Synthetic Cousin', kind: 'family', role: 'Emergency contact' },
    ]);
  });

  it('R20: has the risks that are open, with what was agreed about them', () => {
    const risk = { version: 2, actionIds: [], signed: false };
    const risks = {
      r1: {
        ...risk,
        open: true,
        domain: 'falls',
        hazard: 'stairs',
        conclusion: 'avoid',
        managementPlan: 'a handrail',
        reviewOn: '2026-06-01',
      },
      r2: { ...risk, open: false, domain: 'fire' },
    };
    expect(list([], 10, { risks }).risks).toEqual([
      {
        riskId: 'r1',
        version: 2,
        domain: 'falls',
        hazard: 'stairs',
        conclusion: 'avoid',
        managementPlan: 'a handrail',
        reviewOn: '2026-06-01',
      },
    ]);
  });

  it('R20: has the restrictions in force today, from the first day of their term to the last', () => {
    const term = {
      scheme: 'DoLS',
      from: '2026-01-15',
      to: '2026-01-25',
      conditions: ['a walk each day'],
      ended: false,
    };
    const authorised = {
      x1: { ...term, measure: 'the front door is locked' },
      x2: { ...term, ended: true },
    };
    expect([9, 10, 20, 21].map((at) => list([], at, { authorised }).restrictions.length)).toEqual([0, 1, 1, 0]);
    expect(list([], 10, { authorised }).restrictions).toEqual([
      {
        restrictionId: 'x1',
        measure: 'the front door is locked',
        scheme: 'DoLS',
        from: '2026-01-15',
        to: '2026-01-25',
        conditions: ['a walk each day'],
      },
    ]);
  });
});
