import type { Actor } from './actor.js';
import type { Provider } from './givens.js';
import { type PlanInForce, openSignOff } from './plan-givens.js';

/** A risk assessment that is concluded and waits for the person. */
export async function concludedRisk(
  by: Actor,
  who: PlanInForce['person'],
  more: object = {},
): Promise<{ readonly id: string; readonly contentHash: string; readonly conclusion: object }> {
  const { id } = await by.post('/risk/assessments', {
    personId: who.id,
    framework: 'positiveRisk',
    domain: 'falls',
    ...more,
  });
  await by.post(
    `/risk/assessments/${id}/weighing`,
    {
      hazard: 'stairs',
      personsAim: 'sleep upstairs',
      personsView: 'I accept it',
      supportGiven: 'pictures',
      benefits: ['own bed'],
      adverseEffects: ['a fall'],
      likelihood: 2,
      severity: 3,
    },
    200,
  );
  await by.post(`/risk/assessments/${id}/controls`, { controls: [{ what: 'handrail', who: 'landlord' }] }, 200);
  const conclusion = {
    conclusion: 'acceptWithControls',
    reasons: 'worth it',
    managementPlan: 'check monthly',
    // A risk of a plan is reviewed with the plan; any other says when.
    reviewOn: 'planId' in more ? undefined : '2027-01-12',
  };
  const { contentHash } = await by.post(`/risk/assessments/${id}/conclusion`, conclusion, 200);
  return { id: String(id), contentHash: String(contentHash), conclusion };
}

/** A concluded risk assessment, signed by the person. */
export async function signedRisk(by: Actor, who: PlanInForce['person'], more: object = {}): Promise<string> {
  const { id, contentHash } = await concludedRisk(by, who, more);
  const signOff = await openSignOff(who.self, id, contentHash);
  await who.self.post(`/consent/sign-offs/${signOff.id}/signatures`, { role: 'person', mode: 'signed' }, 200);
  return id;
}

export async function proposedRestriction(by: Actor, personId: string): Promise<string> {
  const { id } = await by.post('/risk/restrictions', {
    personId,
    measure: 'the gate is kept shut',
    justification: 'the road outside',
    leastRestrictiveCheck: 'looked at together',
    lessRestrictiveOptions: ['a bell on the gate'],
  });
  return String(id);
}

/** A restriction that the person themselves has signed, from 2026-05-11 for a year. */
export async function consentedRestriction(
  at: Provider,
  { id: personId, self }: PlanInForce['person'],
): Promise<string> {
  const id = await proposedRestriction(at.keyworker, personId);
  await at.manager.post(`/risk/restrictions/${id}/consent-request`, {}, 200);
  const signOff = await openSignOff(self, id);
  await self.post(`/consent/sign-offs/${signOff.id}/signatures`, { role: 'person', mode: 'signed' }, 200);
  await at.manager.post(
    `/risk/restrictions/${id}/authorisation`,
    { scheme: 'consented', authorityRef: 'synthetic-consent-1', from: '2026-05-11', to: '2027-05-10' },
    200,
  );
  return id;
}
