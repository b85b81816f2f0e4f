import { placeOf } from './draft-place.js';

const content = {
  needs: [{ needId: 'n1' }],
  goals: [{ goalId: 'g0' }, { goalId: 'g1' }],
  preferences: { items: [{ preferenceId: 'p1' }] },
};

describe('where a hindrance lies in a draft', () => {
  it.each([
    ['NEEDS_EMPTY', 'needs', '/needs'],
    ['GOAL_METHOD_REQUIRED', 'g1', '/goals/1'],
    ['REFERENCE_NOT_FOUND', 'g1.needId', '/goals/1/needId'],
    ['REFERENCE_NOT_FOUND', 'actions[1].goalIds[0]', '/actions/1/goalIds/0'],
    ['PREFERENCE_UNADDRESSED', 'p1', '/preferences/items/0'],
    ['PREFERENCE_TOPIC_BLANK', 'bedtime', '/preferences/topics/bedtime'],
    ['DOMAIN_MISSING', 'health', '/lifeDomains/health'],
    ['SECTION_MISSING', 'routine and choices', '/routines'],
    ['ACTION_INCOMPLETE', 'action', '/actions'],
  ] as const)('%s of %s is at %s', (code, item, pointer) => {
    expect(placeOf(code, item, content)).toEqual({ pointer });
  });

  it('names what lies outside the draft as it is, and nothing where it is the plan', () => {
    expect(placeOf('RISK_CONSENT_REQUIRED', 'r1', content)).toEqual({ subject: 'r1' });
    expect(placeOf('KEYWORKER_REQUIRED', undefined, content)).toEqual({});
  });
});
