import { HISTORY_TENANT, named, ORGANISATION, USER, type History } from '@carethread/service-kit/testing';
import { NO_FACTS, type ConsentFacts } from '../domain/facts.js';

const PLAN = named('plan');
const RISK = named('risk');
const HASH = 'c'.repeat(64);
const contact = { kind: 'family', id: named('sister'), name: 'Synthetic Sister', role: 'sister' };
const facts: ConsentFacts = {
  ...NO_FACTS,
  contacts: { [contact.id]: ['readPlan'] },
  organisation: { tenantId: HISTORY_TENANT, services: [named('service')] },
  renditions: { [`${PLAN}/1`]: [{ format: 'standard' }, { format: 'easyRead' }] },
  plans: {
    [PLAN]: {
      planKind: 'cpa',
      organisationId: ORGANISATION,
      closed: false,
      versions: [{ versionNo: 1, contentHash: HASH, effectiveFrom: '2026-03-02T00:00:00.000Z' }],
    },
  },
};
const witness = { kind: 'staff', id: named('witness'), name: 'Synthetic Witness', role: 'care staff' };
const requested = {
  command: {
    type: 'RequestSignOff',
    subject: 'planVersion',
    subjectId: PLAN,
    proposalNo: 1,
    contentHash: HASH,
    requiredSignatories: [
      { role: 'person', reason: 'ENG' },
      { role: 'serviceManager', reason: 'CITY' },
    ],
    risks: [RISK],
  },
  role: 'SY',
};
const restoration = {
  command: {
    type: 'RequestSignOff',
    subject: 'restoration',
    subjectId: PLAN,
    proposalNo: 0,
    contentHash: HASH,
    requiredSignatories: [{ role: 'person', reason: 'ownConsent' }],
    risks: [],
    scope: [named('action')],
  },
  role: 'PE',
};
const alone = { ...requested.command, requiredSignatories: [{ role: 'person', reason: 'ENG' }], risks: [] };
const keyworkers = {
  ...requested.command,
  requiredSignatories: [
    { role: 'person', reason: 'SCO' },
    { role: 'keyworker', reason: 'SCO', organisationId: ORGANISATION },
  ],
};
const signed = { type: 'RecordSignature', contentHash: HASH, signedOn: '2026-03-02' };
const seen = { ...signed, role: 'person', mode: 'verbal', description: 'said yes' };
const holding = (versionNo: number) => ({
  versionNo,
  effectiveFrom: '2026-03-02T13:00:00.000Z',
  publishedAt: '2026-03-02T13:00:00.000Z',
  actionIds: ['a1', 'a2'],
});
const opened = {
  command: { type: 'GiveConsent', planId: PLAN, versionNo: 1, signOffId: named('signOff') },
  role: 'SY',
};

const restriction = {
  type: 'RequestSignOff',
  subject: 'restriction',
  subjectId: named('restriction'),
  proposalNo: 1,
  contentHash: HASH,
  requiredSignatories: [{ role: 'person', reason: 'restriction' }],
  risks: [],
};

/** A history of every kind of stream that consent keeps. */
export const histories: readonly History[] = [
  {
    category: 'signOff',
    facts,
    steps: [
      requested,
      {
        command: {
          ...signed,
          role: 'person',
          mode: 'signLanguage',
          shownInFormat: 'easyRead',
          lang: 'en',
          witness: contact,
          description: 'signed "yes" twice',
        },
        role: 'KW',
      },
      { command: { ...signed, role: 'serviceManager', mode: 'eSigned' }, role: 'SM' },
      { command: { type: 'NoteRiskSigned', riskId: RISK, version: 1 }, role: 'SY' },
    ],
  },
  {
    category: 'signOff',
    facts,
    steps: [
      { command: alone, role: 'SY' },
      {
        command: { ...seen, witness },
        role: 'KW',
      },
      { command: { type: 'ConfirmSignature' }, role: 'CS', user: witness.id },
    ],
  },
  {
    category: 'signOff',
    facts,
    steps: [
      {
        command: { ...keyworkers, again: { signOffId: named('signOff'), because: 'consentWithdrawn' } },
        role: 'SY',
      },
      { command: { type: 'ChangeSignatory', role: 'keyworker', userId: named('keyworker') }, role: 'SY' },
      { command: { type: 'AwaitRisk', riskId: named('other risk'), version: 2 }, role: 'SY' },
      { command: { type: 'ReleaseRisk', riskId: named('other risk') }, role: 'SY' },
    ],
  },
  {
    category: 'signOff',
    facts,
    steps: [
      { command: keyworkers, role: 'SY' },
      { command: { ...seen, witness: contact }, role: 'KW' },
      { command: { type: 'ObjectAsWitness', reasons: 'she said no' }, role: 'CA', user: contact.id },
    ],
  },
  {
    category: 'signOff',
    facts,
    steps: [
      requested,
      {
        command: { type: 'RefuseSignature', role: 'person', reasons: 'not this', itemsObjectedTo: ['a1'] },
        role: 'PE',
      },
    ],
  },
  {
    category: 'signOff',
    facts,
    steps: [requested, { command: { type: 'VoidSignOff', reason: 'contentChanged' }, role: 'SY' }],
  },
  {
    category: 'signOff',
    facts,
    steps: [requested, { command: { type: 'LapseSignOff' }, role: 'SY', minutes: 40 * 24 * 60 }],
  },
  { category: 'signOff', facts, steps: [restoration, { command: { ...signed, mode: 'eSigned' }, role: 'PE' }] },
  {
    category: 'signOff',
    facts,
    streams: {
      [`careConsent-${PLAN}`]: {
        versions: [{ versionNo: 1, effectiveFrom: '2026-03-02T09:00:00.000Z', actionIds: ['a1', 'a2'] }],
        withdrawals: [{ no: 1, scope: 'whole', from: '2026-03-02T09:30:00.000Z', lifts: [], said: {} }],
        history: [],
      },
    },
    steps: [{ command: { type: 'RequestRestoration', planId: PLAN, scope: ['a1'] }, role: 'PE' }],
  },
  {
    category: 'signOff',
    facts,
    steps: [
      { command: restriction, role: 'SY' },
      { command: { type: 'RecordSignature', role: 'person', mode: 'signed' }, role: 'PE' },
      {
        command: {
          type: 'WithdrawSignedConsent',
          mode: 'gesture',
          reasons: 'shook the gate',
          witness,
          description: 'twice',
        },
      },
    ],
  },
  {
    category: 'careConsent',
    facts,
    steps: [{ command: { type: 'GiveConsent', planId: PLAN, ...holding(1), basis: 'verbal' }, role: 'SY' }],
  },
  {
    category: 'careConsent',
    facts,
    steps: [
      opened,
      {
        command: {
          type: 'WithdrawConsent',
          scope: [named('action')],
          mode: 'gesture',
          reasons: 'pushed it away',
          witness,
          description: 'both hands, without a word',
        },
      },
      { command: { type: 'WithdrawConsent', scope: 'whole' }, role: 'PE' },
      {
        command: { type: 'RestoreConsent', planId: PLAN, scope: 'whole', signOffId: named('restoration') },
        role: 'SY',
      },
    ],
  },
  {
    category: 'careConsent',
    facts,
    steps: [
      { command: { ...opened.command, ...holding(1) }, role: 'SY' },
      { command: { type: 'WithdrawConsent', scope: 'whole' }, role: 'PE' },
      {
        command: {
          type: 'RestoreConsent',
          planId: PLAN,
          scope: ['a2'],
          signOffId: named('restoration'),
          restoredAt: '2026-03-02T12:00:00.000Z',
          withdrawalsKnown: 1,
        },
        role: 'SY',
      },
      { command: { ...opened.command, ...holding(2), withdrawalsKnown: 1 }, role: 'SY' },
    ],
  },
  {
    category: 'consentNotice',
    facts,
    steps: [
      {
        command: {
          type: 'GiveNotice',
          kind: 'namedAsWitness',
          to: contact,
          about: { kind: 'plan', id: PLAN, signOffId: named('signOff') },
          mode: 'verbal',
          recordedBy: USER,
          witness: contact,
          scope: ['a1'],
          objectUntil: '2026-03-09T23:59:59.999Z',
        },
        role: 'SY',
      },
    ],
  },
  {
    category: 'involvement',
    facts,
    steps: [
      {
        command: {
          type: 'NameContact',
          contactId: named('sister'),
          name: 'Synthetic Sister',
          kind: 'family',
          role: 'sister',
          scopes: ['readPlan'],
          basis: 'asked',
        },
        role: 'PE',
      },
      { command: { type: 'NameContact', contactId: named('sister'), scopes: ['readPlan', 'copies'] }, role: 'PE' },
      { command: { type: 'WithdrawInvolvement', contactId: named('sister') }, role: 'PE' },
      {
        command: {
          type: 'NameContact',
          contactId: named('sister'),
          scopes: ['copies'],
          requestedOn: '2026-03-02',
          evidence: 'a note in her hand',
        },
      },
      {
        command: {
          type: 'NameContact',
          contactId: named('brother'),
          scopes: ['copies'],
          requestedOn: '2026-03-02',
          evidence: 'a note in her hand',
        },
      },
    ],
  },
  {
    category: 'disclosure',
    facts,
    steps: [
      {
        command: {
          type: 'MakeDisclosure',
          recipientId: named('recipient'),
          role: 'DW',
          planId: PLAN,
          fields: ['actions'],
          basis: 'permission',
          permissionId: named('sister'),
          evidence: 'a note in her hand',
        },
        role: 'CC',
      },
      { command: { type: 'SupersedeDisclosure', planId: PLAN, versionNo: 2 }, role: 'SY' },
    ],
  },
  {
    category: 'inspection',
    personless: true,
    facts,
    steps: [
      {
        command: {
          type: 'GrantInspection',
          regulator: 'CQC',
          inspectorId: named('inspector'),
          organisationId: ORGANISATION,
          serviceId: named('service'),
          from: '2026-03-02',
          to: '2026-03-04',
        },
        role: 'SM',
      },
    ],
  },
  {
    category: 'dataRequest',
    facts,
    steps: [
      { command: { type: 'ReceiveDataRequest', right: 'rectification', about: 'allergies' }, role: 'PE' },
      { command: { type: 'RefuseDataRequest', article: 'UK GDPR art 16', reasons: 'the letter is right' }, role: 'DP' },
    ],
  },
  {
    category: 'dataRequest',
    facts,
    steps: [
      { command: { type: 'ReceiveDataRequest', right: 'restriction' }, role: 'PE' },
      {
        command: { type: 'RestrictProcessing', fields: ['importantPeople'], ground: 'accuracyContested' },
        role: 'DP',
      },
      {
        command: { type: 'LiftRestriction', reason: 'the letter was found', personToldOn: '2026-03-02' },
        role: 'DP',
      },
    ],
  },
];
