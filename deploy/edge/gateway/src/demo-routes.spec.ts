import { ROLES } from '@carethread/contracts';
import { demoUser } from './demo-routes.js';
import { DEMO_USERS } from './demo-users.js';

const PERSON = '7b6f3c1e-2f7a-4d0e-9a55-0c4a1d2e3f40';
const of = (role: string): string => DEMO_USERS.find(({ roles }) => roles.includes(role))?.userId ?? '';
const refusal = (work: () => unknown): unknown => {
  try {
    return work();
  } catch (error) {
    return error;
  }
};

describe('the users of the demo', () => {
  it('are one at least of every role, each with an id of its own, and only the person is to be named', () => {
    expect(new Set(DEMO_USERS.flatMap(({ roles }) => roles))).toEqual(new Set(Object.keys(ROLES)));
    expect(new Set(DEMO_USERS.map(({ userId }) => userId)).size).toBe(DEMO_USERS.length);
    expect(DEMO_USERS.filter(({ needs }) => needs !== undefined).map(({ roles }) => roles)).toEqual([['PE']]);
  });

  it('stand for a registered person, of each record another user', () => {
    const person = demoUser({ userId: of('PE'), personId: PERSON });
    expect(person).toMatchObject({ roles: ['PE'], personId: PERSON });
    const other = demoUser({ userId: of('PE'), personId: PERSON.replace('7', '8') });
    expect(other.userId).not.toBe(person.userId);
    expect(demoUser({ userId: of('PE').toUpperCase(), personId: PERSON.toUpperCase() })).toEqual(person);
  });

  it.each([
    [{ userId: of('PE') }, 'MALFORMED', /^\/personId: is missing/],
    [{ userId: of('KW'), personId: PERSON }, 'MALFORMED', /^\/personId: only the demo user/],
    [{ userId: PERSON }, 'NOT_FOUND', /^\/userId$/],
  ])('a token for %p is refused with %s', (body, code, item) => {
    expect(refusal(() => demoUser(body))).toMatchObject({ code, items: [expect.stringMatching(item)] });
  });

  it('who is not listed is told where the list is', () => {
    expect(refusal(() => demoUser({ userId: PERSON }))).toMatchObject({
      detail: 'There is no such demo user: GET /demo/users lists them',
    });
  });
});
