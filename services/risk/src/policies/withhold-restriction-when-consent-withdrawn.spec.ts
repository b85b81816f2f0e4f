import { send } from '@carethread/runtime';
import { published, recorded, specifyPolicy } from '@carethread/runtime/testing';
import { restriction } from '../domain/restriction/decider.js';
import type { RestrictionEvent } from '../domain/restriction/events.js';
import { knowing, NOW } from './testing/knowing.js';
import { withholdRestrictionWhenConsentWithdrawn } from './withhold-restriction-when-consent-withdrawn.js';

const term = {
  scheme: 'consented',
  authorityRef: 'R',
  from: '2026-03-02',
  to: '2026-09-01',
  conditions: [],
  urgent: false,
};
const withhold = send(restriction, 'RE', { type: 'WithholdRestriction', signOffId: 'S1' });
const signOff = (signOffId: string, subject = 'restriction') => ({
  ...{ signOffId, subject, subjectId: 'RE', proposalNo: 1 },
});
const policy = (consented: Readonly<Record<string, string>> = {}, ...signOffIds: readonly string[]) =>
  specifyPolicy(
    withholdRestrictionWhenConsentWithdrawn,
    knowing(
      {
        consented: Object.fromEntries(
          Object.entries(consented).map(([id, signOffId]) => [id, { signOffId, contentHash: 'h', signedAt: NOW }]),
        ),
      },
      { restrictions: { RE: { authorisations: signOffIds.map((signOffId) => ({ ...term, signOffId })) } } },
    ),
  );

describe('a restriction that rests on consent', () => {
  it('R30: is withheld when that is withdrawn', async () => {
    const withdrawn = (subject?: string) =>
      published('consent.signed-consent-withdrawn.v1', {
        ...signOff('S1', subject),
        ...{ withdrawnAt: NOW, mode: 'verbal', by: { kind: 'person' } },
      });
    await policy().hears(withdrawn()).sends(withhold);
    await policy().hears(withdrawn('planVersion')).sendsNothing();
  });

  it('R30: is withheld when the person refuses to agree to it again', async () => {
    const refused = published('consent.sign-off-refused.v1', signOff('S2'));
    await policy({}, 'S1').hears(refused).sends(withhold);
    await policy().hears(refused).sendsNothing();
  });

  it('R30: is withheld too where it was authorised while that was being withdrawn', async () => {
    const authorised = (payload: object) =>
      recorded<RestrictionEvent>(
        { type: 'RestrictionAuthorised', payload: { ...term, ...payload } },
        { stream: 'restriction-RE' },
      );
    await policy()
      .hears(authorised({ signOffId: 'S1' }))
      .sends(withhold);
    await policy({ RE: 'S1' })
      .hears(authorised({ signOffId: 'S1' }))
      .sendsNothing();
    await policy().hears(authorised({})).sendsNothing();
  });
});
