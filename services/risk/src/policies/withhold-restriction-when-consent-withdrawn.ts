import { policyOn, send } from '@carethread/service-kit';
import type { RiskFacts } from '../domain/facts.js';
import { restriction, type RestrictionEvent } from '../domain/restriction.js';

/**
 * R30: a measure that the person consented to is withheld from the moment they withdraw that. An authorisation that was being recorded
 * meanwhile rests on nothing either.
 */
export const withholdRestrictionWhenConsentWithdrawn = policyOn<RestrictionEvent>()({
  name: 'withhold-restriction-when-consent-withdrawn',
  when: ['consent.signed-consent-withdrawn.v1', 'RestrictionAuthorised'],
  then: async ({ personId, data, meta: { stream } }, look) => {
    if ('subjectId' in data)
      return data.subject === 'restriction'
        ? [send(restriction, data.subjectId, { type: 'WithholdRestriction', signOffId: data.signOffId })]
        : [];
    const { signOffId } = data;
    if (signOffId === undefined || personId === null) return [];
    const id = stream.slice(`${restriction.category}-`.length);
    const { consented } = await look.facts<RiskFacts>(personId);
    return consented[id]?.signOffId === signOffId
      ? []
      : [send(restriction, id, { type: 'WithholdRestriction', signOffId })];
  },
});
