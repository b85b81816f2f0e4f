import { signatoriesOf } from './signatories.js';

const roles = (planKind: string, jurisdiction: string, ...packs: readonly string[]): readonly string[] =>
  signatoriesOf(planKind, jurisdiction, packs, '2026-03-10').map(({ role }) => role);

describe('who signs a plan', () => {
  it('ENG-028, CITY-43: in England the person, and the person alone for a council plan', () => {
    expect(roles('provider', 'ENG')).toEqual(['person']);
    expect(roles('localAuthority', 'ENG', 'CITY')).toEqual(['person']);
  });

  it('CITY-45: under the CITY pack the manager of the service as well', () => {
    expect(roles('provider', 'ENG', 'CITY')).toEqual(['person', 'serviceManager']);
  });

  it('under the CPA pack the care co-ordinator as well', () => {
    expect(roles('cpa', 'ENG', 'CPA')).toEqual(['person', 'cpaCareCoordinator']);
  });

  it('SCOT-060: in Scotland person, keyworker and manager', () => {
    expect(roles('provider', 'SCO')).toEqual(['person', 'keyworker', 'manager']);
  });
});
