import { PACKS, profileAt } from '@carethread/contracts';
import { localDate } from '@carethread/calendar';
import { uuidV5 } from '@carethread/ledger';
import { policy, policyOn, send, type PolicyCommand } from '@carethread/service-kit';
import { careConsent } from '../domain/care-consent.js';
import { disclosure } from '../domain/privacy.js';
import { signOff, type SignOffEvent, type SignOffState } from '../domain/sign-off.js';
import { signOffsBySubject } from './sign-offs-by-subject.js';

/** The union of what profile and rule packs ask for (model §5); a council plan asks the person alone. */
export function signatoriesOf(
  planKind: string,
  jurisdiction: string,
  rulePacks: readonly string[],
  date: string,
): readonly { role: string; reason: string }[] {
  if (planKind === 'localAuthority') return [{ role: 'person', reason: 'Care Act 2014' }];
  const profile = profileAt(jurisdiction, date);
  const places = (profile?.signatories.plan ?? ['person']).map((role) => ({ role, reason: jurisdiction }));
  const packs = rulePacks.flatMap((pack) =>
    pack === 'CITY' || pack === 'CPA' ? PACKS[pack].addSignatories.map((role) => ({ role, reason: pack })) : [],
  );
  return [...places, ...packs].filter(({ role }, index, all) => all.findIndex((one) => one.role === role) === index);
}

/** A proposal asks for its signatures, and whatever was open for an earlier one is void: its content has changed. */
export const requestSignOffWhenVersionProposed = policy({
  name: 'request-sign-off-when-version-proposed',
  when: ['care-plan.plan-version-proposed.v1'],
  then: async ({ data, recordedAt }, look) => {
    const { planId, proposalNo, contentHash, planKind, jurisdiction, rulePacks, riskRefs } = data;
    const open = await look.find(signOffsBySubject, { subjectId: planId, open: 1 });
    const id = uuidV5(planId, 'signOff', proposalNo);
    const voided: PolicyCommand[] = open
      .filter(({ signOffId, subject }) => signOffId !== id && subject === 'planVersion')
      .map(({ signOffId }) => send(signOff, signOffId, { type: 'VoidSignOff', reason: 'contentChanged' }));
    const request = send(signOff, id, {
      type: 'RequestSignOff',
      subject: 'planVersion',
      subjectId: planId,
      proposalNo,
      contentHash,
      requiredSignatories: signatoriesOf(planKind, jurisdiction, rulePacks, localDate(recordedAt)),
      risks: riskRefs.map((ref) => ref.id),
    });
    return [...voided, request];
  },
});

/** ENG-031: a risk assessment whose signature was never given is asked about again with the next plan that needs it. */
export const requestRiskSignOffAgainWhenVersionProposed = policy({
  name: 'request-risk-sign-off-again-when-version-proposed',
  when: ['care-plan.plan-version-proposed.v1'],
  then: async ({ data: { planId, proposalNo, riskRefs } }, look) => {
    const again: PolicyCommand[] = [];
    for (const { id: riskId } of riskRefs) {
      const asked = await look.find(signOffsBySubject, { subjectId: riskId });
      const last = [...asked].sort((a, b) => a.since - b.since).at(-1);
      if (last === undefined || last.open === 1) continue;
      const { state, requested } = await look.state<SignOffState>(signOff, last.signOffId);
      if (state !== 'lapsed' || requested === undefined) continue;
      const { signOffId: _, lapsesAt: __, awaitsRisks: ___, ...request } = requested;
      again.push(
        send(signOff, uuidV5(riskId, 'signOff', request.proposalNo, planId, proposalNo), {
          type: 'RequestSignOff',
          ...request,
          risks: [],
        }),
      );
    }
    return again;
  },
});

/** C3: the person agrees to each risk assessment as well (ENG-029). */
export const requestSignOffWhenRiskAssessed = policy({
  name: 'request-sign-off-when-risk-assessed',
  when: ['risk.risk-assessed.v1'],
  then: async ({ data }, look) => {
    const { riskId, version, contentHash } = data;
    const id = uuidV5(riskId, 'signOff', version);
    const open = await look.find(signOffsBySubject, { subjectId: riskId, open: 1 });
    const voided: PolicyCommand[] = open
      .filter(({ signOffId }) => signOffId !== id)
      .map(({ signOffId }) => send(signOff, signOffId, { type: 'VoidSignOff', reason: 'contentChanged' }));
    const request = send(signOff, id, {
      type: 'RequestSignOff',
      subject: 'riskAssessment',
      subjectId: riskId,
      proposalNo: version,
      contentHash,
      requiredSignatories: [{ role: 'person', reason: 'risk' }],
      risks: [],
    });
    return [...voided, request];
  },
});

/** A signed risk assessment lets the plans that wait for it go on. */
export const noteRiskSignedWhenItsSignOffCompletes = policyOn<SignOffEvent>()({
  name: 'note-risk-signed-when-its-sign-off-completes',
  when: ['SignOffCompleted'],
  then: async ({ data, personId }, look) => {
    if (data.subject !== 'riskAssessment' || personId === null) return [];
    const open = await look.find(signOffsBySubject, { personId, open: 1 });
    return open
      .filter(({ subject }) => subject === 'planVersion')
      .map(({ signOffId }) => send(signOff, signOffId, { type: 'NoteRiskSigned', riskId: data.subjectId }));
  },
});

/** A published version is agreed: consent to care under it is given. One that reads the same as before was not signed: what was given stays. */
export const giveConsentWhenVersionPublished = policy({
  name: 'give-consent-when-version-published',
  when: ['care-plan.plan-version-published.v1'],
  then: ({ data: { planId, versionNo, signOffId } }) =>
    signOffId === undefined ? [] : [send(careConsent, planId, { type: 'GiveConsent', planId, versionNo, signOffId })],
});

export const restoreConsentWhenSigned = policyOn<SignOffEvent>()({
  name: 'restore-consent-when-signed',
  when: ['SignOffCompleted'],
  then: ({ data }) =>
    data.subject === 'restoration'
      ? [
          send(careConsent, data.subjectId, {
            type: 'RestoreConsent',
            planId: data.subjectId,
            scope: data.scope ?? 'whole',
            signOffId: data.signOffId,
          }),
        ]
      : [],
});

/** CPA-58: a disclosed copy shows that a newer version exists; its recipient gets no new content. */
export const supersedeDisclosuresWhenVersionPublished = policy({
  name: 'supersede-disclosures-when-version-published',
  when: ['care-plan.plan-version-published.v1'],
  then: async ({ personId, data }, look) => {
    if (personId === null) return [];
    return (await look.ids(disclosure.category, personId)).map((id) =>
      send(disclosure, id, { type: 'SupersedeDisclosure', versionNo: data.versionNo }),
    );
  },
});
