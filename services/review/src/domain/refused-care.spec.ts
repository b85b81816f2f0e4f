import { localDate } from '@carethread/calendar';
import { NO_FACTS, type KnownPlan } from './facts.js';
import { isOneOfThree, plansRefusedUnder } from './refused-care.js';

const refusal = (date: string, organisationId = 'PR3', actionId = 'a1') => ({ actionId, date, organisationId });
const on = (...dates: readonly string[]) => dates.map((date) => refusal(`2026-06-${date}`));
const third = (all: ReturnType<typeof on>): boolean => isOneOfThree(all.at(-1) ?? refusal(''), all);

describe('three refusals of one action', () => {
  it.each([
    ['1, 4 and 7 June', ['01', '04', '07'], true],
    ['1, 4 and 8 June', ['01', '04', '08'], false],
    ['recorded in another order', ['07', '01', '04'], true],
    ['three of one day', ['04', '04', '04'], true],
    ['the third a week after two', ['01', '02', '09'], false],
  ])('C19: %s: %s', (_, dates, expected) => expect(third(on(...dates))).toBe(expected));

  it('C19: counts by local dates: half an hour before midnight UTC on the 7th is the 8th', () => {
    expect(third([...on('01', '04'), refusal(localDate('2026-06-07T22:59:59.999Z'))])).toBe(true);
    expect(third([...on('01', '04'), refusal(localDate('2026-06-07T23:30:00.000Z'))])).toBe(false);
  });

  it('C19: three that were counted before do not count again with a later one', () => {
    expect(third([...on('01', '02', '03'), ...on('20')])).toBe(false);
  });

  it('R32: of one organisation and of one action', () => {
    const [first, second] = on('01', '02');
    expect(third([first, second, refusal('2026-06-03', 'PR1')] as ReturnType<typeof on>)).toBe(false);
    expect(third([first, second, refusal('2026-06-03', 'PR3', 'a2')] as ReturnType<typeof on>)).toBe(false);
  });
});

describe('the plans under which care was refused', () => {
  const plan = (more: Partial<KnownPlan> = {}): KnownPlan => ({
    planKind: 'provider',
    organisationId: 'PR3',
    jurisdiction: 'ENG',
    rulePacks: [],
    versionNo: 1,
    outcomeIds: [],
    needIds: [],
    actionIds: ['a1'],
    ...more,
  });
  const facts = {
    ...NO_FACTS,
    plans: {
      ours: plan(),
      theirs: plan({ organisationId: 'PR1' }),
      without: plan({ actionIds: ['a2'] }),
      unpublished: plan({ versionNo: 0 }),
      closed: plan({ closed: true }),
      council: plan({ planKind: 'localAuthority' }),
    },
  };

  it('R32: are those that hold the action, of the organisation that was refused', () => {
    expect(plansRefusedUnder(facts, refusal('2026-06-07'))).toEqual(['ours']);
    expect(plansRefusedUnder(facts, refusal('2026-06-07', 'PR1'))).toEqual(['theirs']);
    expect(plansRefusedUnder(facts, { organisationId: 'PR3' })).toEqual(['ours', 'without']);
    // Recorded before refusals named an organisation: each that holds the action.
    expect(plansRefusedUnder(facts, { actionId: 'a1' })).toEqual(['ours', 'theirs']);
  });
});
