import { CAPABILITIES } from '@carethread/contracts';
import { meOf } from './me.js';

const PLATFORM = { mode: 'test', version: '0.1.0' } as const;
const caller = { userId: 'u', tenantId: 't', roles: ['SM', 'RM'], serviceIds: ['s'], qualifications: [] };

describe('who the caller is', () => {
  it('says roles by their names, and nothing of what the token does not hold', () => {
    expect(meOf(caller, PLATFORM)).toEqual({
      userId: 'u',
      tenantId: 't',
      roles: [
        { code: 'SM', name: 'service manager' },
        { code: 'RM', name: 'registered manager' },
      ],
      serviceIds: ['s'],
      qualifications: [],
      capabilities: expect.any(Array),
      platform: PLATFORM,
    });
    const person = meOf({ ...caller, roles: ['PE'], personId: 'p', organisationId: 'o' }, PLATFORM);
    expect([person.personId, person.organisationId]).toEqual(['p', 'o']);
  });

  it('R18: says what each of their roles may do and how far, and nothing that none of them may', () => {
    const { capabilities } = meOf(caller, PLATFORM);
    const grades = Object.fromEntries(capabilities.map((one) => [one.name, one.grades]));
    expect(grades['accessLog']).toEqual({ RM: 'R' });
    expect(grades['agreeService']).toEqual({ SM: 'Y', RM: 'Y' });
    expect(grades['audit']).toBeUndefined();
    for (const { name } of capabilities) expect(Object.keys(CAPABILITIES)).toContain(name);
    expect(meOf({ ...caller, roles: [] }, PLATFORM).capabilities).toEqual([]);
  });
});
