import { withoutScope } from './scopes.js';

it('every capability of a contact says which scope opens it', () => {
  expect(withoutScope()).toEqual([]);
});

it('a capability without its scope is found, so that the platform refuses to start with it', () => {
  expect(withoutScope({ readDiary: { CA: 'P', KW: 'R' }, work: { KW: 'R' } }, {})).toEqual(['readDiary']);
});
