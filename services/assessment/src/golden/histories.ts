import { presentItems, uuidV5 } from '@carethread/ledger';
import { HISTORY_TENANT, named, ORGANISATION, stored, type History } from '@carethread/service-kit/testing';
import { NO_FACTS } from '../domain/facts.js';
import { assessmentDecider } from '../domain/assessment/decider.js';
import type { AssessmentState } from '../domain/assessment/state.js';
import { person } from '../domain/person/decider.js';
import type { PersonState } from '../domain/person/state.js';

const PLAN = named('plan');
const facts = {
  ...NO_FACTS,
  plans: { [PLAN]: { planKind: 'localAuthority', versionNo: 1, needs: 1, provision: 1 } },
  formats: ['easyRead'],
  organisations: {
    [HISTORY_TENANT]: { kind: 'provider', services: [{ serviceId: named('service'), setting: 'careAtHome' }] },
  },
};
const council = {
  kind: 'council',
  name: 'Synthetic council',
  jurisdiction: 'ENG',
  councilOperated: false,
  services: [{ serviceId: named('service'), setting: 'careAtHome' }],
};
const firstFinding = ({ findings }: AssessmentState): string => findings[0]?.findingId ?? named('none');
const finding = (category: string, domain: string) => ({
  command: { type: 'RecordFinding', category, domain, statement: 'synthetic words', inPersonsWords: true },
  role: 'AS',
});

const THIRD = named('third');
const OTHER = named('other person');
const another: PersonState = {
  ...person.initial,
  status: 'registered',
  details: { name: { given: 'Another' }, dateOfBirth: '1941-05-02', firstLanguage: 'en', groups: [] },
};
const moveOfFirst = (state: AssessmentState) => ({
  type: 'MoveFindings',
  toAssessmentId: named('other assessment'),
  findingIds: [firstFinding(state)],
  reason: 'the other twin',
});
const move = { type: 'MoveFacts', toPersonId: OTHER, fields: ['identifiers.NHS'], reason: 'the other twin' };

/** A history of every kind of stream that assessment keeps. */
export const histories: readonly History[] = [
  {
    category: 'organisation',
    personless: true,
    steps: [
      { command: { type: 'SetOrganisation', organisationId: ORGANISATION, organisation: council }, role: 'PA' },
      {
        command: {
          type: 'SetOrganisation',
          organisationId: ORGANISATION,
          organisation: { ...council, name: 'Another name', registrationNo: '1-1', logoRef: 'logo' },
        },
        role: 'PA',
      },
    ],
  },
  {
    category: 'calendarFeed',
    personless: true,
    steps: [
      {
        command: {
          type: 'MakeCalendarFeed',
          tokenHash: 'ab'.repeat(32),
          timeZone: 'Europe/London',
          language: 'cy',
        },
      },
      { command: { type: 'RevokeCalendarFeed', because: 'requested' } },
    ],
  },
  {
    category: 'notifications',
    personless: true,
    steps: [
      {
        command: {
          type: 'SetNotifications',
          choices: {
            digest: { at: '08:00', days: ['monday', 'friday'] },
            urgent: true,
            quietHours: { from: '21:00', to: '07:00' },
            timeZone: 'Europe/London',
            language: 'cy',
          },
          email: 'synthetic.keyworker@example.org',
          confirmation: { id: named('confirmation'), tokenHash: 'ab'.repeat(32) },
        },
      },
      {
        command: { type: 'RecordMailSent', kind: 'confirmation', about: named('confirmation') },
        role: 'SY',
      },
      { command: { type: 'ConfirmMailAddress', tokenHash: 'ab'.repeat(32) } },
      { command: { type: 'RecordBounce', confirmationId: named('confirmation'), code: 550 }, role: 'SY' },
      { command: { type: 'RemoveMailAddress', because: 'accountEnded' }, role: 'SY' },
    ],
  },
  {
    category: 'person',
    facts,
    streams: { [`person-${THIRD}`]: { details: {} } },
    steps: [
      {
        command: {
          type: 'RegisterPerson',
          name: { given: 'Synthetic', family: 'Person', preferred: 'Syn' },
          dateOfBirth: '1941-05-02',
          firstLanguage: 'en',
          groups: ['olderPerson'],
          identifiers: [{ scheme: 'local', value: 'L1' }],
          address: 'A synthetic address',
          gpPractice: 'Synthetic practice',
          fundingRoute: 'council',
          homeRegionCode: 'R1',
          notSameAs: [OTHER, 'mayAlreadyBeKnown'],
          reason: 'the other twin',
        },
        role: 'AS',
      },
      { command: { type: 'DistinguishPerson', notSameAs: [THIRD], reason: 'another twin' }, role: 'AS' },
      {
        command: {
          type: 'RecordCommunicationNeeds',
          needs: ['large letters'],
          preferredLanguage: 'en',
          formats: [{ format: 'easyRead', priority: 1 }],
          methods: ['pictures'],
        },
      },
      {
        command: {
          type: 'CorrectBasicInformation',
          field: 'address',
          to: 'Another address',
          reason: 'moved',
          effectiveFrom: '2026-02-01',
        },
      },
      {
        command: { type: 'RecordDeath', dateOfDeath: '2026-03-02', evidence: 'certificate', evidenceRef: 'C1' },
        role: 'SM',
      },
    ],
  },
  {
    category: 'person',
    facts,
    streams: { [`person-${OTHER}`]: another },
    steps: [
      {
        command: {
          type: 'RegisterPerson',
          name: { family: 'Syntheticus' },
          birth: { year: 1941, month: 5, estimated: true },
          firstLanguage: 'id',
          groups: [],
          identifiers: [
            { scheme: 'NHS', value: '943 476 5919' },
            { scheme: 'local', value: 'L2' },
          ],
        },
        role: 'AS',
      },
      {
        command: {
          type: 'CorrectBasicInformation',
          field: 'dateOfBirth',
          to: '1941-05-02',
          reason: 'certificate',
          effectiveFrom: '2026-02-01',
        },
        role: 'AS',
      },
      {
        command: { type: 'CorrectBasicInformation', field: 'identifiers.NHS', to: '9434765870', reason: 'misread' },
        role: 'AS',
      },
      { command: move, role: 'AS' },
      { command: move, role: 'AS', user: named('second approver') },
      {
        command: ({ leaving }: PersonState) => ({ type: 'CompleteMove', moveId: leaving[0]?.moveId ?? named('none') }),
        role: 'SY',
      },
      {
        command: {
          type: 'ReceiveFacts',
          moveId: named('move'),
          fromPersonId: OTHER,
          facts: [{ field: 'identifiers.NHS', value: '9434765870' }],
          reason: 'the other twin',
          effectiveFrom: '2026-03-02',
        },
        role: 'SY',
      },
      {
        command: { type: 'CorrectBasicInformation', field: 'identifiers.NHS', withdrawn: true, reason: 'not known' },
        role: 'AS',
      },
      { command: { type: 'AbandonClaims' }, role: 'AS' },
    ],
  },
  {
    category: 'assessment',
    facts,
    streams: stored('a'.repeat(64)),
    steps: [
      {
        command: {
          type: 'RequestAssessment',
          kind: 'councilNeeds',
          reason: 'first contact',
          dueAt: '2026-04-01T00:00:00.000Z',
        },
        role: 'AS',
      },
      { command: { type: 'StartAssessment', assessorId: named('assessor'), place: 'home' }, role: 'AS' },
      { command: { type: 'PauseAssessment', reason: 'tired' }, role: 'AS' },
      { command: { type: 'ResumeAssessment' }, role: 'AS' },
      {
        command: {
          type: 'AttachSource',
          sourceType: 'professionalReport',
          issuingBody: 'Synthetic clinic',
          dated: '2026-02-01',
          attachmentHash: 'a'.repeat(64),
        },
        role: 'AS',
      },
      finding('need', 'health'),
      finding('strength', 'personalCare'),
      finding('ability', 'socialCare'),
      {
        command: { type: 'RecordFinding', category: 'aspiration', none: true, noneReason: 'did not wish to say' },
        role: 'AS',
      },
      { command: { type: 'IdentifyOutcome', statement: 'bake again', change: 'achieve' }, role: 'AS' },
      { command: { type: 'CompleteAssessment' }, role: 'AS' },
      {
        command: (state: AssessmentState) => ({
          type: 'DecideEligibility',
          needIds: [firstFinding(state)],
          outcomesAffected: ['nutrition'],
          wellbeingImpact: 'much',
          eligible: true,
          reasons: 'as found',
        }),
        role: 'AS',
      },
      { command: { type: 'IssueEligibilityCopy', format: 'easyRead' }, role: 'SY' },
      {
        command: { type: 'DecideEligibility', eligible: false, reasons: 'looked at again', advice: 'a lunch club' },
        role: 'AS',
      },
      {
        command: (state: AssessmentState) => ({
          type: 'CorrectAssessment',
          findingId: firstFinding(state),
          to: 'other words',
          reason: 'misheard',
          effectiveFrom: '2026-03-02',
        }),
        role: 'AS',
      },
    ],
  },
  ...['open', 'completed'].map((how): History => ({
    category: 'assessment',
    facts,
    streams: {
      [`assessment-${named('other assessment')}`]: {
        ...assessmentDecider.initial,
        state: 'inProgress',
        personId: OTHER,
      },
    },
    steps: presentItems<History['steps'][number]>(
      { command: { type: 'RequestAssessment', kind: 'councilNeeds' }, role: 'AS' },
      { command: { type: 'StartAssessment' }, role: 'AS' },
      finding('need', 'health'),
      finding('strength', 'personalCare'),
      finding('ability', 'socialCare'),
      finding('aspiration', 'socialCare'),
      how === 'open' ? undefined : { command: { type: 'CompleteAssessment' }, role: 'AS' },
      { command: moveOfFirst, role: 'AS' },
      { command: moveOfFirst, role: 'AS', user: named('second approver') },
      {
        command: {
          type: 'ReceiveFindings',
          moveId: named('move'),
          fromAssessmentId: named('other assessment'),
          fromPersonId: OTHER,
          findings: [
            {
              findingId: named('finding'),
              category: 'need',
              statement: 'of another',
              inPersonsWords: false,
              none: false,
            },
          ],
          reason: 'the other twin',
        },
        role: 'SY',
      },
    ),
  })),
  {
    category: 'handover',
    facts,
    steps: [
      {
        command: {
          type: 'IssueHandover',
          providerId: ORGANISATION,
          serviceId: named('service'),
          setting: 'careAtHome',
          respondBy: '2026-03-06T09:00:00.000Z',
          planRef: { id: PLAN, version: 1 },
        },
        role: 'AS',
      },
      { command: { type: 'AcceptHandover', keyworkerId: named('keyworker'), plannedStart: '2026-03-16' }, role: 'SM' },
    ],
  },
  // The other ends that a stream of these kinds can come to.
  {
    category: 'handover',
    facts,
    steps: [
      {
        command: { type: 'IssueHandover', providerId: ORGANISATION, emergency: true, reason: 'a fall' },
        role: 'AS',
      },
      { command: { type: 'ReturnHandover', reason: 'no place' }, role: 'SM' },
    ],
  },
  {
    category: 'assessment',
    facts,
    steps: [
      { command: { type: 'RequestAssessment', kind: 'carers', reason: 'asked' }, role: 'AS' },
      { command: { type: 'RefuseAssessment', abuseConcern: false }, role: 'PE' },
    ],
  },
  {
    category: 'assessment',
    facts,
    steps: [
      { command: { type: 'RequestAssessment', kind: 'councilNeeds' }, role: 'AS' },
      { command: { type: 'CancelAssessment', reason: 'deceased' }, role: 'SY' },
    ],
  },
  {
    category: 'handover',
    facts,
    steps: [
      { command: { type: 'IssueHandover', providerId: ORGANISATION, emergency: true, reason: 'a fall' }, role: 'AS' },
      { command: { type: 'EndHandover', reason: 'deceased' }, role: 'SY' },
    ],
  },
  {
    category: 'staffMember',
    personless: true,
    streams: {
      [`staffMember-${uuidV5(HISTORY_TENANT, named('deputy'))}`]: {
        memberships: { [ORGANISATION]: { roles: ['KW'] } },
      },
    },
    steps: [
      {
        command: {
          type: 'NoteSignIn',
          userId: named('staff'),
          name: 'Synthetic Keyworker',
          roles: ['KW'],
          issuedAt: '2026-03-02T08:00:00.000Z',
        },
      },
      { command: { type: 'NameStaff', userId: named('staff'), name: 'Syn Keyworker', roles: ['KW'] }, role: 'SM' },
      {
        command: {
          type: 'SetAbsence',
          userId: named('staff'),
          from: '2026-03-03',
          to: '2026-03-06',
          deputyId: named('deputy'),
        },
        role: 'SM',
      },
      { command: { type: 'EndAbsence', userId: named('staff') }, role: 'SM' },
      { command: { type: 'RecordDeparture', userId: named('staff') }, role: 'SM' },
      { command: { type: 'NameStaff', userId: named('staff'), name: 'Syn Keyworker', roles: ['KW'] }, role: 'SM' },
    ],
  },
];
