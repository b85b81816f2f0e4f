import { relationsAfter, type RelationFact } from './evolve-relations.js';
import { restrictedSections, sectionsKeptFrom } from './restricted.js';

const fact = (type: string, data: object): RelationFact => ({
  type,
  data,
  tenantId: 'T',
  recordedAt: '2026-03-02T09:00:00.000Z',
});
const restricted = (requestId: string, ...fields: readonly string[]) =>
  fact('consent.processing-restricted.v1', { requestId, fields, restrictedAt: '2026-03-02T09:00:00.000Z' });
const lifted = (requestId: string) => fact('consent.processing-restriction-lifted.v1', { requestId });

describe('what of a person’s plans is restricted', () => {
  it('D20: is what any request has restricted, until that one is lifted', () => {
    const both = [restricted('A', 'history', 'importantPeople'), restricted('B', 'history')];
    expect(restrictedSections(relationsAfter(both))).toEqual(['history', 'importantPeople']);
    expect(restrictedSections(relationsAfter([...both, lifted('A')]))).toEqual(['history']);
    expect(restrictedSections(relationsAfter([...both, lifted('A'), lifted('B')]))).toEqual([]);
    expect(restrictedSections(relationsAfter([]))).toEqual([]);
  });

  it('D20: is kept from everybody but the person, the data protection officer and the auditor', () => {
    const relations = relationsAfter([restricted('A', 'history')]);
    for (const role of ['PE', 'DP', 'AU']) expect(sectionsKeptFrom(role, relations)).toEqual([]);
    for (const role of ['AS', 'KW', 'CS', 'SM', 'RM', 'CC', 'OP', 'CA', 'LR', 'AD', 'RI', 'DW', 'SY', ''])
      expect(sectionsKeptFrom(role, relations)).toEqual(['history']);
  });
});
