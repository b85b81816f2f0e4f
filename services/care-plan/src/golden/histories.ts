import { named, ORGANISATION, PERSON, USER, stored, type History } from '@carethread/service-kit/testing';
import { NO_FACTS, type CarePlanFacts } from '../domain/facts.js';
import type { ContributionsState } from '../domain/contributions/state.js';
import type { PlanState } from '../domain/plan/state.js';

const EPISODE = named('episode');
const ASSESSMENT = named('assessment');
const NEED = named('need');
const ACTION = named('action');
const RISK = named('risk');
const SISTER = named('sister');
const facts: CarePlanFacts = {
  ...NO_FACTS,
  assessments: [{ assessmentId: ASSESSMENT, needIds: [NEED] }],
  contacts: { [SISTER]: { scopes: ['drawingUp', 'copies'], name: 'Synthetic Sister', kind: 'family' } },
  risks: { [RISK]: { version: 1, actionIds: [ACTION], signed: true, open: true } },
  teams: {
    [EPISODE]: { organisationId: ORGANISATION, keyworkerId: USER, members: [named('staff')], open: true },
  },
  episodes: {
    [named('earlier episode')]: {
      providerId: ORGANISATION,
      ended: { endedAt: '2026-03-02T09:00:00.000Z', reason: 'completed' },
    },
  },
  fileParts: ['a', 'b', 'c', 'd', 'e'],
  plans: {
    [named('council plan')]: {
      planKind: 'localAuthority',
      organisationId: named('council'),
      versionNo: 1,
      state: 'active',
      needs: [{ needId: NEED }],
      sections: {},
    },
  },
  organisation: {
    kind: 'provider',
    name: 'Synthetic provider',
    jurisdiction: 'ENG',
    councilOperated: false,
    services: [{ serviceId: named('service'), setting: 'careAtHome' }],
  },
};
const keyworker = { kind: 'staff', id: USER, name: 'Synthetic Keyworker', role: 'keyworker' };
const content = {
  personsView: 'at home',
  profile: { penPicture: 'a retired baker', whatMatters: 'baking' },
  whatMatters: 'baking',
  allergies: [],
  needs: [{ needId: NEED, statement: 'help with washing' }],
  outcomes: [
    {
      outcomeId: named('outcome'),
      statement: 'bake weekly',
      identifiedBy: 'person',
      steps: [{ what: 'flour', responsible: keyworker, by: '2026-06-01' }],
    },
  ],
  goals: [
    {
      goalId: named('goal'),
      statement: 'wash alone',
      agreedOn: '2026-03-02',
      method: 'practice',
      target: '2026-12-01',
      owner: keyworker,
      needId: NEED,
      assessmentId: ASSESSMENT,
    },
  ],
  actions: [
    {
      actionId: ACTION,
      what: 'morning wash',
      how: 'with one carer',
      when: 'daily',
      responsible: keyworker,
      needIds: [NEED],
    },
  ],
  routines: [{ what: 'tea at four' }],
  lifeDomains: { health: 'h', social: 's', family: 'f', mentalHealth: 'm', culture: 'c', spirituality: 's' },
  responsibilities: { service: 'washing', limits: 'no lifting' },
  nextReviewBy: '2026-06-01',
};
const last = ({ proposals }: PlanState) => proposals.at(-1);
const published = (completed: string) => ({
  command: (state: PlanState) => ({
    type: 'PublishVersion',
    proposalNo: last(state)?.proposalNo ?? 0,
    contentHash: last(state)?.contentHash ?? '',
    signOffId: named('signOff'),
    completedAt: completed,
  }),
  role: 'SY',
});
const serving = { ...facts, episodes: { [EPISODE]: { providerId: ORGANISATION } } };
const opened = {
  command: {
    type: 'OpenPlan',
    planKind: 'provider',
    organisationId: ORGANISATION,
    episodeId: EPISODE,
    derivedFrom: { id: named('council plan'), version: 1 },
    sourceAssessment: { id: ASSESSMENT, version: 1 },
  },
};
const homeCopy = (versionNo: number, place: string) => ({
  command: { type: 'PlaceHomeCopy', planId: named('plan'), versionNo, place, locked: true, placedOn: '2026-03-02' },
});
const saved = { command: { type: 'SaveDraft', content } };
/** A plan up to its first version. */
const agreed = [
  opened,
  saved,
  { command: { type: 'RecordDiscussion', participants: [], summary: 'talked over', reason: 'in hospital' } },
  { command: { type: 'RecordInvolvement', how: 'in person' } },
  { command: { type: 'RecordAccessNotice' } },
  { command: { type: 'ProposeVersion' } },
  published('2026-03-02T15:00:00.000Z'),
];

/** A history of every kind of stream that care-plan keeps. */
export const histories: readonly History[] = [
  {
    category: 'carePlan',
    facts: serving,
    streams: stored('a'.repeat(64)),
    steps: [
      opened,
      saved,
      {
        command: {
          type: 'SaveDraft',
          content: { personsView: 'still at home' },
          marks: ['m1'],
          similar: ['personsView'],
        },
      },
      {
        command: {
          type: 'RecordDiscussion',
          date: '2026-03-02',
          place: 'home',
          participants: [
            { kind: 'person', id: PERSON, name: 'Synthetic Person', role: 'person' },
            { kind: 'family', id: SISTER },
          ],
          summary: 'talked over',
          preferencesSought: ['meals'],
        },
      },
      {
        command: {
          type: 'RecordInvolvement',
          how: 'in person',
          personsWords: 'yes',
          degree: 'partial',
          reason: 'tired',
          stepsTried: ['pictures'],
        },
      },
      { command: { type: 'LinkRisk', riskId: RISK, version: 1 }, role: 'SY' },
      { command: { type: 'ProposeVersion', reason: 'first' } },
      published('2026-03-02T16:00:00.000Z'),
      { command: { type: 'RecordAccessNotice', date: '2026-03-02', byWhom: 'keyworker', format: 'standard' } },
      {
        command: {
          type: 'AddRendition',
          proposalNo: 1,
          format: 'easyRead',
          lang: 'en',
          attachmentHash: 'a'.repeat(64),
          preparedBy: 'keyworker',
          verifiedBy: 'manager',
        },
      },
      published('2026-03-02T18:00:00.000Z'),
      {
        command: {
          type: 'ProposeVersion',
          effectiveFrom: '2026-03-10',
          cause: { kind: 'amendment' },
          changes: [
            {
              changeId: 'c1',
              itemId: ACTION,
              field: 'when',
              what: 'more',
              from: 'daily',
              to: 'twice daily',
              reason: 'asked',
            },
          ],
          basedOnVersion: 1,
          riskRefs: [{ id: RISK, version: 1 }],
        },
      },
      { command: { type: 'ReturnProposal', proposalNo: 2, because: 'refused' }, role: 'SY' },
      {
        command: {
          type: 'ProposeAgreedChanges',
          cause: { kind: 'review', id: named('review') },
          changes: [{ changeId: 'c2', itemId: ACTION, field: 'when', to: 'twice daily' }],
        },
        role: 'SY',
      },
      published('2026-03-02T23:00:00.000Z'),
      {
        command: {
          type: 'RecordCorrection',
          field: 'allergies',
          to: [{ substance: 'penicillin' }],
          reason: 'hospital letter',
          effectiveFrom: '2026-03-01',
          appliesToVersions: [1, 2],
        },
      },
      {
        command: {
          type: 'SuspendPlan',
          scope: [ACTION],
          reason: 'consentWithdrawn',
          cause: 'consent',
          by: { kind: 'person', id: PERSON },
          withdrawalNo: 1,
        },
        role: 'SY',
      },
      { command: { type: 'SuspendPlan', scope: 'whole', reason: 'hospital' }, role: 'SM' },
      { command: { type: 'ResumePlan', scope: 'whole', reason: 'home again' }, role: 'SM' },
      { command: { type: 'ResumePlan', scope: [ACTION], cause: 'consent', withdrawalsKnown: 1 }, role: 'SY' },
      { command: { type: 'AttachStatement', about: 'allergies', statement: 'I am not allergic' }, role: 'PE' },
      { command: { type: 'ClosePlan', reason: 'replacedByOtherPlan' }, role: 'SM' },
    ],
  },
  {
    category: 'carePlan',
    facts: serving,
    steps: [
      {
        command: { type: 'OpenPlan', planKind: 'provider', organisationId: ORGANISATION, episodeId: EPISODE },
        role: 'SY',
      },
      { command: { type: 'OpenPlan', planKind: 'provider', episodeId: EPISODE } },
    ],
  },
  {
    category: 'carePlan',
    facts: serving,
    streams: {
      [`serviceEpisode-${EPISODE}`]: {
        state: 'started',
        agreement: { personId: PERSON, providerId: ORGANISATION, agreedAt: '2026-03-02T09:00:00.000Z' },
        started: { startedAt: '2026-03-02T09:00:00.000Z', emergency: true },
      },
    },
    steps: [
      { command: { type: 'OpenPlan', planKind: 'provider', episodeId: EPISODE } },
      saved,
      { command: { type: 'PublishProvisional', consentBasis: 'verbal', serviceStartedAt: '2026-03-02T09:00:00.000Z' } },
    ],
  },
  {
    category: 'carePlan',
    facts: serving,
    steps: [
      ...agreed,
      { command: { type: 'ReplacePlan', personToldAt: '2026-03-02T15:30:00.000Z', reason: 'one clean text' } },
      {
        command: { type: 'ReplacePlan', content: { ...content, personsView: 'at home, with help' }, reason: 'clearer' },
      },
      published('2026-03-02T18:00:00.000Z'),
      {
        command: {
          type: 'ChangeProfile',
          profile: 'SCO',
          effectiveFrom: '2026-03-03',
          reason: 'moved to Scotland',
          approvedBy: named('second manager'),
        },
        role: 'SM',
      },
      {
        command: { type: 'ChangeProfile', profile: 'SCO', effectiveFrom: '2026-03-03', reason: 'as I know' },
        role: 'SM',
        user: named('second manager'),
      },
    ],
  },
  {
    category: 'carePlan',
    facts: serving,
    steps: [
      ...agreed,
      {
        command: {
          type: 'ProposeVersion',
          content: { personsView: 'by the sea' },
          reason: 'moves',
          effectiveFrom: '2026-03-10',
        },
      },
      published('2026-03-02T16:00:00.000Z'),
      { command: { type: 'ProposeVersion', content: { routines: [{ what: 'tea at five' }] }, reason: 'asked' } },
      published('2026-03-02T17:00:00.000Z'),
      { command: { type: 'ProposePostponed' }, role: 'SY' },
    ],
  },
  {
    category: 'carePlan',
    facts: serving,
    steps: [
      ...agreed,
      { command: { type: 'ProposeVersion', content: { personsView: 'by the sea' }, reason: 'moves' } },
      { command: { type: 'ProposeVersion', content: { personsView: 'by the lake' }, reason: 'asked' } },
    ],
  },
  {
    category: 'carePlan',
    facts: serving,
    steps: [
      ...agreed,
      { command: { type: 'NoteSourceSuperseded', source: named('council plan'), version: 2 }, role: 'SY' },
      {
        command: {
          type: 'ProposeAgreedChanges',
          cause: { kind: 'review', id: named('review') },
          changes: [{ changeId: 'c3', itemId: named('an action that is gone'), field: 'when', to: 'weekly' }],
        },
        role: 'SY',
      },
    ],
  },
  {
    category: 'serviceEpisode',
    facts,
    steps: [
      {
        command: {
          type: 'AgreeService',
          personId: PERSON,
          providerId: ORGANISATION,
          serviceType: 'residential',
          serviceId: named('service'),
          setting: 'careHome',
          commissioner: 'council',
          agreedAt: '2026-03-02T09:00:00.000Z',
          councilOperated: false,
          keyworkerId: USER,
        },
        role: 'SM',
      },
      {
        command: {
          type: 'AssignTeam',
          keyworkerId: USER,
          members: [{ userId: named('staff'), purposes: ['carryThrough'], supervisedBy: USER, newStaff: true }],
        },
        role: 'SM',
      },
      ...['a', 'b', 'c', 'd', 'e'].map((part) => ({ command: { type: 'MarkFilePart', part }, role: 'SY' })),
      {
        command: {
          type: 'StartService',
          startedAt: '2026-03-02T12:00:00.000Z',
          emergency: true,
          emergencyReason: 'a fall',
          whyNoAssessment: 'at night',
          decidedBy: 'manager',
        },
        role: 'SM',
      },
      { command: { type: 'EndService', endedAt: '2026-03-02T18:00:00.000Z', reason: 'completed' }, role: 'SM' },
    ],
  },
  {
    category: 'endpoint',
    personless: true,
    steps: [
      {
        command: {
          type: 'RegisterEndpoint',
          kind: 'webhook',
          url: 'https://hooks.example/in',
          secret: true,
          types: ['care-plan.plan-changed.v1'],
          present: 0,
          head: 41,
        },
        role: 'SM',
      },
      { command: { type: 'VerifyEndpoint' }, role: 'SM' },
      { command: { type: 'ReplayEndpoint', places: [{ from: 3, to: 9 }] }, role: 'SM' },
      { command: { type: 'RotateEndpointKey' }, role: 'SM' },
      { command: { type: 'PauseEndpoint' }, role: 'SM' },
      { command: { type: 'ResumeEndpoint' }, role: 'SM' },
      { command: { type: 'DisableEndpoint', reason: 'gone' }, role: 'SY' },
      { command: { type: 'ResumeEndpoint' }, role: 'SM' },
      { command: { type: 'RemoveEndpoint' }, role: 'SM' },
    ],
  },
  {
    category: 'endpoint',
    personless: true,
    steps: [
      {
        command: {
          type: 'RegisterEndpoint',
          kind: 'webhook',
          url: 'https://hooks.example/fhir',
          format: 'fhir',
          reason: 'synthetic: plans of the people whom we serve',
          heartbeatSeconds: 3_600,
          present: 1,
          head: 41,
        },
        role: 'SM',
      },
    ],
  },
  {
    category: 'subscription',
    facts,
    streams: {
      [`serviceEpisode-${EPISODE}`]: { state: 'started', agreement: { personId: PERSON, providerId: ORGANISATION } },
    },
    steps: [
      { command: { type: 'StartSubscription', providerId: ORGANISATION, episodeId: EPISODE }, role: 'SM' },
      {
        command: {
          type: 'NotifyChange',
          planId: named('plan'),
          versionNo: 1,
          changeKind: 'suspended',
          causes: ['hospital'],
          causeId: named('cause'),
        },
        role: 'SY',
      },
      {
        command: { type: 'MissAcknowledgement', noticeNo: 1, dueAt: '2026-03-03T10:00:00.000Z' },
        role: 'SY',
        minutes: 2000,
      },
      { command: { type: 'AcknowledgeChange', noticeNo: 1 } },
      { command: { type: 'EndSubscription', reason: 'serviceEnded' }, role: 'SY' },
    ],
  },
  {
    category: 'copies',
    facts,
    steps: [
      {
        command: {
          type: 'IssueCopies',
          versionNo: 1,
          issueNo: 1,
          recipients: [
            { kind: 'person', id: PERSON, role: 'person', basis: 'ownPlan', format: 'standard', permitted: true },
            {
              kind: 'family',
              id: SISTER,
              name: 'Synthetic Sister',
              basis: 'permitted',
              format: 'standard',
              lang: 'en',
              permitted: true,
            },
            { kind: 'family', id: named('brother'), basis: 'none', format: 'standard', permitted: false },
          ],
        },
        role: 'SY',
      },
      {
        command: (state: { readonly issued: readonly { readonly copyId: string }[] }) => ({
          type: 'AcknowledgeCopy',
          copyId: state.issued[0]?.copyId ?? named('none'),
        }),
        role: 'PE',
      },
    ],
  },
  {
    category: 'copies',
    facts,
    steps: [
      {
        command: {
          type: 'IssueCopies',
          versionNo: 1,
          issueNo: 1,
          recipients: [
            {
              kind: 'person',
              id: PERSON,
              role: 'person',
              basis: 'ownPlan',
              format: 'braille',
              permitted: true,
              provided: false,
            },
          ],
        },
        role: 'SY',
      },
    ],
  },
  {
    category: 'copies',
    facts,
    streams: {
      [`carePlan-${named('plan')}`]: {
        versions: [1, 2].map((versionNo) => ({ versionNo, publishedAt: '2026-03-02T09:00:00.000Z' })),
      },
    },
    steps: [
      homeCopy(1, 'hall table'),
      homeCopy(2, 'kitchen drawer'),
      { command: { type: 'RemoveHomeCopy', reason: 'moved house' } },
    ],
  },
  {
    category: 'contributions',
    facts,
    steps: [
      {
        command: { type: 'SuggestContent', section: 'preferences', itemId: named('preference'), text: 'tea at four' },
        role: 'CS',
      },
      {
        command: {
          type: 'SuggestContent',
          section: 'history',
          text: 'baked all her life',
          contributor: { kind: 'family', id: SISTER, name: 'Synthetic Sister' },
        },
      },
      {
        command: ({ all }: ContributionsState) => ({
          type: 'AnswerContribution',
          contributionId: all[0]?.contributionId ?? '',
          outcome: 'confirmed',
        }),
      },
      {
        command: ({ all }: ContributionsState) => ({
          type: 'AnswerContribution',
          contributionId: all[1]?.contributionId ?? '',
          outcome: 'declined',
          reason: 'stands in her history',
        }),
      },
    ],
  },
  { category: 'readers', facts, steps: [{ command: { type: 'AcknowledgeReading', versionNo: 1 }, role: 'CS' }] },
  {
    category: 'dailyRecord',
    facts: {
      ...facts,
      plans: {
        [named('provider plan')]: {
          planKind: 'provider',
          organisationId: ORGANISATION,
          versionNo: 1,
          state: 'active',
          needs: [],
          sections: {},
        },
      },
    },
    streams: {
      [`carePlan-${named('provider plan')}`]: {
        state: 'active',
        suspensions: [],
        versions: [{ versionNo: 1, effectiveFrom: '2026-03-02T00:00:00.000Z', content, correctionIds: [] }],
        corrections: [],
      },
    },
    steps: [
      {
        command: {
          type: 'AddEntry',
          date: '2026-03-02',
          kind: 'wellbeing',
          text: 'in good spirits',
          format: 'diarySheet',
        },
      },
      {
        command: {
          type: 'AddEntry',
          date: '2026-03-02',
          kind: 'refusal',
          text: 'did not want the wash',
          plannedActionId: ACTION,
          reasonCode: 'declined',
          reason: 'not today',
          reviewOn: '2026-04-01',
        },
      },
      {
        command: {
          type: 'AddEntry',
          date: '2026-03-02',
          kind: 'exception',
          text: 'asleep at the time',
          plannedActionId: ACTION,
          reasonCode: 'asleep',
          reason: 'fast asleep',
        },
      },
      {
        command: ({ entries }: { readonly entries: readonly { readonly entryId: string }[] }) => ({
          type: 'CorrectEntry',
          entryId: entries[0]?.entryId ?? named('none'),
          to: 'in good spirits after lunch',
          reason: 'the time was left out',
        }),
      },
    ],
  },
  {
    category: 'breakGlass',
    facts,
    steps: [{ command: { type: 'OpenBreakGlass', reason: 'an emergency at night' } }],
  },
];
