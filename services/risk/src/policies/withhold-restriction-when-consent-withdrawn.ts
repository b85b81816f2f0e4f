import { idInStream } from '@carethread/event-sourcing';
import { policyOn, send } from '@carethread/runtime';
import type { RiskFacts } from '../domain/facts.js';
import { restriction } from '../domain/restriction/decider.js';
import type { RestrictionEvent } from '../domain/restriction/events.js';
import type { RestrictionState } from '../domain/restriction/state.js';

/**
 * R30: a measure that the person consented to is withheld from the moment they withdraw that, or refuse when they are asked again. An
 * authorisation that was being recorded meanwhile rests on nothing either.
 */
export const withholdRestrictionWhenConsentWithdrawn = policyOn<RestrictionEvent>()({
  name: 'withhold-restriction-when-consent-withdrawn',
  when: ['consent.signed-consent-withdrawn.v1', 'consent.sign-off-refused.v1', 'RestrictionAuthorised'],
  then: async ({ type, personId, data, meta: { stream } }, reader) => {
    if (personId === null) return [];
    if ('subjectId' in data) {
      if (data.subject !== 'restriction') return [];
      const { subjectId } = data;
      const { authorisations } = await reader.state<RestrictionState>(restriction, subjectId);
      const signOffId = type === 'consent.sign-off-refused.v1' ? authorisations.at(-1)?.signOffId : data.signOffId;
      return signOffId === undefined ? [] : [send(restriction, subjectId, { type: 'WithholdRestriction', signOffId })];
    }
    const { signOffId } = data;
    if (signOffId === undefined) return [];
    const id = idInStream(restriction, stream);
    const { consented } = await reader.facts<RiskFacts>(personId);
    return consented[id]?.signOffId === signOffId
      ? []
      : [send(restriction, id, { type: 'WithholdRestriction', signOffId })];
  },
});
