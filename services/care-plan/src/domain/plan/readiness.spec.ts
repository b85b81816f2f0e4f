import type { Context } from '@carethread/event-sourcing';
import { specContext } from '@carethread/event-sourcing/testing';
import { NO_FACTS, type CarePlanFacts } from '../facts.js';
import { readiness, type Intended } from './readiness.js';
import { Life } from './testing/life.js';

/** The first thing that the command itself is refused for; nothing where it is carried out. */
function refusedAt(life: Life, intended: Intended = {}): unknown {
  try {
    life.does({ type: 'ProposeVersion', ...intended });
    return undefined;
  } catch (error) {
    const { code, items } = error as { code: string; items: readonly string[] };
    return [code, items[0]];
  }
}
function lookedAt(life: Life, intended: Intended = {}) {
  const { opened } = life.state;
  if (opened === undefined) throw new Error('not opened');
  const context = specContext({ now: '2026-01-05T09:00:00.000Z', facts: life.facts }) as Context<CarePlanFacts>;
  return readiness(intended, life.state, opened, { ...context, about: () => NO_FACTS });
}
function asProviders(life: Life): void {
  const { opened } = life.state;
  if (opened !== undefined) life.state = { ...life.state, opened: { ...opened, planKind: 'provider' } };
}
const at = (step: string, life: Life, intended?: Intended): unknown =>
  lookedAt(life, intended)
    .hindrances.filter((one) => one.step === step)
    .map(({ code, item }) => [code, item]);

describe('the readiness of a draft', () => {
  it('names everything that the council’s plan lacks, where proposing it names the first (ENG-057)', () => {
    const life = new Life();
    expect(at('proposal', life)).toEqual([
      ['NEEDS_EMPTY', 'needs'],
      ['S25_CONTENT_MISSING', 'eligibility'],
      ['S25_CONTENT_MISSING', 'provision'],
      ['S25_CONTENT_MISSING', 'outcomes'],
      ['S25_CONTENT_MISSING', 'budget'],
      ['S25_CONTENT_MISSING', 'advice'],
    ]);
    expect(refusedAt(life)).toEqual(['NEEDS_EMPTY', 'needs']);
  });

  it('says nothing of what can be proposed, which is then proposed', () => {
    const life = new Life();
    const council = { eligibility: 'yes', provision: 'care', outcomes: 'wash alone', advice: 'given' };
    life.does({
      type: 'SaveDraft',
      content: {
        needs: [{ needId: 'n1', text: 'washing', assessmentId: 'A' }],
        council: { ...council, budget: { total: 2, council: 1, person: 1 } },
      },
    });
    expect(lookedAt(life).hindrances).toEqual([]);
    expect(refusedAt(life)).toBeUndefined();
  });

  it('names each action, goal and reference that is at fault (ENG-003, ENG-017)', () => {
    const life = new Life();
    asProviders(life);
    life.does({
      type: 'SaveDraft',
      content: {
        personsView: 'at home',
        needs: [{ needId: 'n1', text: 'washing', assessmentId: 'A' }],
        actions: [
          { actionId: 'a1', what: 'wash' },
          { actionId: 'a2', what: 'walk', how: 'together', when: 'daily', goalIds: ['g9'] },
        ],
      },
    });
    expect(at('proposal', life)).toEqual([
      ['KEYWORKER_REQUIRED', undefined],
      ['DISCUSSION_REQUIRED', undefined],
      ['INVOLVEMENT_REQUIRED', undefined],
      ['ACTION_INCOMPLETE', 'a1'],
      ['RESPONSIBLE_REQUIRED', 'a1'],
      ['RESPONSIBLE_REQUIRED', 'a2'],
      ['REASON_REQUIRED', 'goals'],
      ['NEED_UNADDRESSED', 'n1'],
      ['MINIMUM_INVOLVEMENT', 'outcomes'],
      ['WHAT_MATTERS_REQUIRED', 'whatMatters'],
      ['SECTION_MISSING', 'routines'],
      ['RESPONSIBILITIES_REQUIRED', 'responsibilities'],
      ['LIMITS_REQUIRED', 'limits'],
      ['DOMAIN_MISSING', 'health'],
      ['DOMAIN_MISSING', 'social'],
      ['DOMAIN_MISSING', 'family'],
      ['DOMAIN_MISSING', 'mentalHealth'],
      ['DOMAIN_MISSING', 'culture'],
      ['DOMAIN_MISSING', 'spirituality'],
      ['REFERENCE_NOT_FOUND', 'actions[1].goalIds[0]'],
    ]);
    expect(refusedAt(life)).toEqual(['KEYWORKER_REQUIRED', undefined]);
  });

  it('tells apart what the proposal and what only the publication would be refused for (R25)', () => {
    const life = new Life();
    asProviders(life);
    const { id } = specContext();
    life.facts = {
      ...life.facts,
      risks: { r1: { open: true, signed: false, planId: id, version: 2, signedVersion: 1, actionIds: [] } },
    };
    expect(at('publication', life)).toEqual([
      ['ACCESS_NOTICE_REQUIRED', undefined],
      ['RISK_CONSENT_REQUIRED', 'r1'],
    ]);
    // One refusal stands once, at the step that comes first.
    expect(at('proposal', life)).toContainEqual(['RISK_NOT_ON_PLAN', 'r1']);
  });

  it('counts a day that is too far ahead, or past, and what has happened to the person', () => {
    const life = new Life();
    expect(at('proposal', life, { effectiveFrom: '2027-01-01' })).toContainEqual([
      'TIMESCALE_INVALID',
      'effectiveFrom',
    ]);
    expect(at('proposal', life, { effectiveFrom: '2026-01-01' })).toContainEqual([
      'EFFECTIVE_BEFORE_CONSENT',
      'effectiveFrom',
    ]);
    life.facts = { ...life.facts, deceased: true };
    expect(at('proposal', life)).toEqual([['STATE_CONFLICT', 'deceased']]);
  });
});
