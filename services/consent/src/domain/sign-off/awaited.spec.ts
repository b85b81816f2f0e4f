import { specContext } from '@carethread/event-sourcing/testing';
import { awaits, type Awaited } from './awaited.js';

const awaited: Awaited = {
  places: [
    { role: 'person' },
    { role: 'keyworker', userId: 'K', organisationId: 'HOME' },
    { role: 'manager', organisationId: 'HOME' },
  ],
  witnesses: ['W'],
};
const { actor } = specContext();
const as = (role: string, more: object = {}) => awaits(awaited, { ...actor, userId: 'U', roles: [role], ...more }, 'P');

describe('for whom a sign-off waits', () => {
  it('R22: for those alone whose place is not signed', () => {
    expect(as('PE', { personId: 'P' })).toBe(true);
    expect(as('PE', { personId: 'ANOTHER' })).toBe(false);
    expect(as('KW', { userId: 'K', organisationId: 'HOME' })).toBe(true);
    expect(as('KW', { organisationId: 'HOME' })).toBe(false);
    expect(as('SM', { organisationId: 'HOME' })).toBe(true);
    expect(as('SM', { organisationId: 'ANOTHER' })).toBe(false);
    expect(as('AS', { organisationId: 'HOME' })).toBe(false);
  });

  it('ENG-030: for the member of staff who is to confirm what was given before them', () => {
    expect(as('CS', { userId: 'W', organisationId: 'HOME' })).toBe(true);
  });
});
