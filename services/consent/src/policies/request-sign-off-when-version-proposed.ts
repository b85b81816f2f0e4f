import { localDate } from '@carethread/calendar';
import { uuidV5 } from '@carethread/ledger';
import { policy, policyOn, send, type PolicyCommand } from '@carethread/runtime';
import { careConsent } from '../domain/care-consent/decider.js';
import type { ConsentFacts } from '../domain/facts.js';
import { disclosure } from '../domain/disclosure/decider.js';
import { signOff, type SignOffEvent } from '../domain/sign-off/decider.js';
import { askedAgain } from '../domain/sign-off/request.js';
import { named, signatoriesOf } from '../domain/sign-off/signatories.js';
import { signOffsBySubject } from '../views/sign-offs-by-subject.js';

/** A proposal asks for its signatures, and whatever was open for an earlier one is void: its content has changed. */
export const requestSignOffWhenVersionProposed = policy({
  name: 'request-sign-off-when-version-proposed',
  when: ['care-plan.plan-version-proposed.v1'],
  then: async ({ data, recordedAt, personId }, look) => {
    const { planId, proposalNo, contentHash, planKind, organisationId, jurisdiction, rulePacks, riskRefs } = data;
    const facts = await look.facts<ConsentFacts>(personId ?? '');
    const open = await look.find(signOffsBySubject, { subjectId: planId, open: 1 });
    const id = uuidV5(planId, 'signOff', proposalNo);
    const voided = open
      .filter(({ signOffId, subject }) => signOffId !== id && subject === 'planVersion')
      .map(({ signOffId }) => send(signOff, signOffId, { type: 'VoidSignOff', reason: 'contentChanged' }));
    const places = signatoriesOf(planKind, jurisdiction, rulePacks, localDate(recordedAt));
    const request = send(signOff, id, {
      type: 'RequestSignOff',
      subject: 'planVersion',
      subjectId: planId,
      proposalNo,
      contentHash,
      requiredSignatories: named(places, { planId, organisationId }, facts),
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
      const { state, requested } = await look.state(signOff, last.signOffId);
      if (state !== 'lapsed' || requested === undefined) continue;
      const id = uuidV5(riskId, 'signOff', requested.proposalNo, planId, proposalNo);
      again.push(send(signOff, id, askedAgain(requested, 'lapsed')));
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
    const voided = open
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
  then: async ({ data: { subject, subjectId, proposalNo }, personId }, look) => {
    if (subject !== 'riskAssessment' || personId === null) return [];
    const open = await look.find(signOffsBySubject, { personId, open: 1 });
    return open
      .filter((one) => one.subject === 'planVersion')
      .map(({ signOffId }) =>
        send(signOff, signOffId, { type: 'NoteRiskSigned', riskId: subjectId, version: proposalNo }),
      );
  },
});

/**
 * A published version is agreed: consent to care under it is given, from the day on which it holds (R6). One that reads the same as
 * before was not signed: what was given stays.
 */
export const giveConsentWhenVersionPublished = policy({
  name: 'give-consent-when-version-published',
  when: ['care-plan.plan-version-published.v1'],
  then: async ({ data, recordedAt }, look) => {
    const { planId, versionNo, signOffId, effectiveFrom, actionIds } = data;
    if (signOffId === undefined) return [];
    const { requested } = await look.state(signOff, signOffId);
    return [
      send(careConsent, planId, {
        type: 'GiveConsent',
        planId,
        versionNo,
        signOffId,
        effectiveFrom,
        publishedAt: recordedAt,
        ...(actionIds === undefined ? {} : { actionIds }),
        ...(requested?.withdrawalsKnown === undefined ? {} : { withdrawalsKnown: requested.withdrawalsKnown }),
      }),
    ];
  },
});

export const restoreConsentWhenSigned = policyOn<SignOffEvent>()({
  name: 'restore-consent-when-signed',
  when: ['SignOffCompleted'],
  then: ({ data: { subject, subjectId: planId, scope = 'whole', signOffId, withdrawalsKnown } }) =>
    subject === 'restoration'
      ? [
          send(careConsent, planId, {
            type: 'RestoreConsent',
            planId,
            scope,
            signOffId,
            ...(withdrawalsKnown === undefined ? {} : { withdrawalsKnown }),
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
    const { planId, versionNo, effectiveFrom } = data;
    const ids = await look.ids(disclosure.category, personId);
    return ids.map((id) => send(disclosure, id, { type: 'SupersedeDisclosure', planId, versionNo, effectiveFrom }));
  },
});
