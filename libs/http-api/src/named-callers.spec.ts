import { Refusal } from '@carethread/contracts';
import { callerOf } from './tokens.js';

const claims = (more: object): Parameters<typeof callerOf>[0] => ({
  sub: 'somebody',
  tenant: '00000000-0000-4000-8000-000000000001',
  roles: ['KW'],
  ...more,
});
const refused = new Refusal('UNAUTHENTICATED');

describe('whom a token may name', () => {
  it('a member of staff with and without an organisation', () => {
    expect(callerOf(claims({ org: 'provider-1' }))).toMatchObject({ organisationId: 'provider-1' });
    expect(callerOf(claims({})).organisationId).toBeUndefined();
  });

  it('a machine is a machine of one organisation', () => {
    expect(callerOf(claims({ roles: ['SY'], org: 'provider-1' }))).toMatchObject({ roles: ['SY'] });
    expect(() => callerOf(claims({ roles: ['SY'] }))).toThrow(refused);
    expect(() => callerOf(claims({ roles: ['KW', 'SY'] }))).toThrow(refused);
  });

  it.each(['policy:publish-version-when-sign-off-completed', 'clock:reviews'])(
    'no token acts as the platform itself: %s',
    (sub) => {
      expect(() => callerOf(claims({ sub, roles: ['AS'], org: 'council-1' }))).toThrow(refused);
    },
  );
});
