import type { PolicyReader, PolicyFact } from '@carethread/runtime';
import { noteSourceSupersededWhenCouncilPlanPublished } from './note-source-superseded-when-council-plan-published.js';

/** What is sent when version 2 of plan C is published, by the plans that the person has. */
async function sent(planKind: string, ...plans: readonly object[]) {
  const fact = { personId: 'P', data: { planId: 'C', planKind, versionNo: 2 } } as unknown as PolicyFact;
  const look = {
    ids: () => Promise.resolve(plans.map((_, index) => `${index}`)),
    state: (_: unknown, id: string) => Promise.resolve(plans[Number(id)]),
  } as unknown as PolicyReader;
  const commands = await noteSourceSupersededWhenCouncilPlanPublished.then(fact, look);
  return commands.map(({ id, command }) => ({ id, ...command }));
}
const derived = (id: string, state = 'active') => ({ state, opened: { derivedFrom: { id, version: 1 } } });

describe('a council plan that is published', () => {
  it('R16: tells each open plan that was derived from it, and no other', async () => {
    const plans = [derived('C'), derived('another'), derived('C', 'closed'), { state: 'active', opened: {} }];
    expect(await sent('localAuthority', ...plans)).toEqual([
      { id: '0', type: 'NoteSourceSuperseded', source: 'C', version: 2 },
    ]);
  });

  it('R16: a plan of another kind is nobody’s source', async () => {
    expect(await sent('provider', derived('C'))).toEqual([]);
  });
});
