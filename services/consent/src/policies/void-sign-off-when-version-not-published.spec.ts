import type { PolicyReader, PolicyFact } from '@carethread/runtime';
import { voidSignOffWhenVersionNotPublished } from './void-sign-off-when-version-not-published.js';

const signOffs: Readonly<Record<string, object>> = {
  now: { state: 'completed', requested: { subject: 'planVersion', proposalNo: 2 } },
  before: { state: 'completed', requested: { subject: 'planVersion', proposalNo: 1 } },
  again: { state: 'requested', requested: { subject: 'planVersion', proposalNo: 2 } },
  restoration: { state: 'completed', requested: { subject: 'restoration', proposalNo: 2 } },
};
const look = {
  find: () => Promise.resolve(Object.keys(signOffs).map((signOffId) => ({ signOffId }))),
  state: (_: unknown, id: string) => Promise.resolve(signOffs[id]),
} as unknown as PolicyReader;
const sent = async (code: string) => {
  const fact = { personId: 'P', data: { planId: 'PL', proposalNo: 2, code } } as unknown as PolicyFact;
  return (await voidSignOffWhenVersionNotPublished.then(fact, look)).map(({ id, command }) => ({ id, ...command }));
};

describe('a version that everybody signed and that was not published', () => {
  it.each(['STALE_VERSION', 'EFFECTIVE_BEFORE_CONSENT', 'CONSENT_REQUIRED'])(
    'R7: has its sign-off void where it never can be: %s',
    async (code) => {
      expect(await sent(code)).toEqual([{ id: 'now', type: 'VoidCompletedSignOff', reason: 'notPublished' }]);
    },
  );

  it('R4: keeps its signatures where what is missing may still come', async () => {
    expect(await sent('ACCESS_NOTICE_REQUIRED')).toEqual([]);
  });
});
