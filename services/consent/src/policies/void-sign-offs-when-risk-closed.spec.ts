import type { PolicyReader, Policy, PolicyFact } from '@carethread/runtime';
import { voidSignOffsWhenRestrictionEnded } from './void-sign-offs-when-restriction-ended.js';
import { voidSignOffsWhenRiskClosed } from './void-sign-offs-when-risk-closed.js';

describe('what is asked about a risk or a restriction', () => {
  it.each<[string, Policy, object, string]>([
    ['R17: of a risk that is closed', voidSignOffsWhenRiskClosed, { riskId: 'X' }, 'riskClosed'],
    ['R30: of a restriction that ended', voidSignOffsWhenRestrictionEnded, { restrictionId: 'X' }, 'restrictionEnded'],
  ])('%s is asked no longer', async (_, policy, data, reason) => {
    const asked: object[] = [];
    const look = {
      find: (_view: unknown, where: object) => {
        asked.push(where);
        return Promise.resolve([{ signOffId: 'S' }]);
      },
    } as unknown as PolicyReader;
    const sent = await policy.then({ personId: 'P', data } as unknown as PolicyFact, look);
    expect(asked).toEqual([{ subjectId: 'X', open: 1 }]);
    expect(sent.map(({ id, command }) => ({ id, ...command }))).toEqual([{ id: 'S', type: 'VoidSignOff', reason }]);
  });
});
