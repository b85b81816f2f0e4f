import type { PolicyReader, PolicyFact } from '@carethread/runtime';
import { NO_FACTS, type RiskFacts } from '../domain/facts.js';
import { withholdRestrictionWhenConsentWithdrawn } from './withhold-restriction-when-consent-withdrawn.js';

async function sent(
  data: object,
  consented: RiskFacts['consented'] = {},
  type = 'consent.signed-consent-withdrawn.v1',
  authorisations: readonly object[] = [],
) {
  const fact = { type, personId: 'P', data, meta: { stream: 'restriction-RE' } } as unknown as PolicyFact;
  const look = {
    facts: () => Promise.resolve({ ...NO_FACTS, consented }),
    state: () => Promise.resolve({ authorisations }),
  } as unknown as PolicyReader;
  const commands = await withholdRestrictionWhenConsentWithdrawn.then(fact, look);
  return commands.map(({ id, command }) => ({ id, ...command }));
}
const withhold = [{ id: 'RE', type: 'WithholdRestriction', signOffId: 'SO1' }];

describe('a restriction that rests on consent', () => {
  it('R30: is withheld when that is withdrawn', async () => {
    expect(await sent({ subject: 'restriction', subjectId: 'RE', signOffId: 'SO1' })).toEqual(withhold);
    expect(await sent({ subject: 'planVersion', subjectId: 'RE', signOffId: 'SO1' })).toEqual([]);
  });

  it('R30: is withheld when the person refuses to agree to it again', async () => {
    const refused = { subject: 'restriction', subjectId: 'RE', signOffId: 'SO2' };
    expect(await sent(refused, {}, 'consent.sign-off-refused.v1', [{ signOffId: 'SO1' }])).toEqual(withhold);
    expect(await sent(refused, {}, 'consent.sign-off-refused.v1')).toEqual([]);
  });

  it('R30: is withheld too where it was authorised while that was being withdrawn', async () => {
    expect(await sent({ signOffId: 'SO1' })).toEqual(withhold);
    expect(
      await sent(
        { signOffId: 'SO1' },
        { RE: { signOffId: 'SO1', contentHash: 'h', signedAt: '2026-05-11T09:00:00.000Z' } },
      ),
    ).toEqual([]);
    expect(await sent({})).toEqual([]);
  });
});
