import { uuidV5 } from '@carethread/ledger';
import { tellCouncilAndPersonWhenCaseOpened } from './tell-council-and-person-when-case-opened.js';

const ID = '00000000-0000-4000-8000-000000000001';
const opened = { id: ID, type: 'CpaCaseOpened', data: { caseId: 'C' } } as never;

describe('R19: a case that a trust opens by itself', () => {
  it('R19: is told to the council and the person, to each once however often it is told', async () => {
    const sent = await tellCouncilAndPersonWhenCaseOpened.then(opened, {} as never);
    expect(sent.map(({ id, command }) => ({ id, ...command }))).toEqual([
      { id: uuidV5(ID, 'AS'), type: 'RaiseTask', kind: 'caseOpenedAlone', forRole: 'AS', ref: { caseId: 'C' } },
      { id: uuidV5(ID, 'PE'), type: 'RaiseTask', kind: 'caseOpenedAlone', forRole: 'PE', ref: { caseId: 'C' } },
    ]);
  });
});
