/** What an operation is about, as far as it decides who may ask for it. */
export type Thing =
  | 'configuration'
  | 'registration'
  | 'sheet'
  | 'safetyList'
  | 'assessment'
  | 'newHandover'
  | 'handover'
  | 'held'
  /** The register of a plan's copies; one of them was made out to the contact for copies. */
  | 'copies'
  | 'commissioned'
  | 'new'
  | 'agreement'
  | 'breakGlass'
  | 'related'
  | 'newCase'
  | 'case'
  | 'caseRelated'
  | 'newCaseAttachment'
  | 'newDisclosure'
  | 'disclosure'
  | 'disclosures'
  | 'notice'
  | 'notices'
  | 'newGrant'
  | 'grant'
  | 'newRequest'
  | 'request'
  | 'newTraining'
  | 'training'
  | 'audit'
  | 'replay'
  | 'accessLog'
  /** On the work list of the keyworker. */
  | 'task';

export interface Operation {
  readonly method: string;
  readonly path: string;
  readonly kind: 'read' | 'command';
  /** The row of the table of roles. */
  readonly row: string;
  readonly thing: Thing;
}

export const ROLE_ORDER = 'AS KW CS NC SM RM CC TM OP PE CA LR AD AU DP RI DW RX PA SY'.split(' ');

/** Model §7 and the text beneath it, row by row, in the order above: Y, R and P permit, a dash does not. */
const ROWS: Readonly<Record<string, string>> = {
  accessLog: '- - - - - R - - - R - - - Y Y - - - - -',
  acknowledgeBriefing: 'R R R R R R R R P R P R P - - - - - - -',
  acknowledgeReading: '- R R - R R - - P - - - - - - - - - - -',
  addDailyRecord: '- R R - R R - - - - - - - - - - - - - -',
  administer: '- - - - - - - - - - - - - - - - - - Y -',
  agreeService: 'Y - - - Y Y - - - - - - - - - - - - - -',
  answerHandover: '- - - - R R - - - - - - - - - - - - - -',
  assess: 'Y R - - R R R - - - - - - - - - - - - -',
  assessRisk: 'R R - - R R R - P R - R - - - - - - - -',
  attachStatement: '- R - - R R - - - R - R - - - - - - - -',
  audit: '- - - - - - - - - - - - - Y - - - - - -',
  breakGlass: '- Y - - Y - Y - - - - - - - - - - - - -',
  cancelObligation: '- - - - R R - - - - - - - - - - - - - -',
  changeInvolvement: '- R - - - - - - - R - R - - - - - - - -',
  changeProfile: 'R - - - R R R - - - - - - - - - - - - -',
  closePlan: '- - - - R R - R - - - - - - - - - - - -',
  completeAssessment: 'Y R R - R R R - - - - - - - - - - - - -',
  correctDailyRecord: '- R R - R R - - - - - - - - - - - - - -',
  correctPlan: 'R R - - - - R - - - - - - - - - - - - -',
  deactivateCoordinator: '- - - - - - - Y - - - - - - - - - - Y -',
  decideDataRequest: '- - - - - - - - - - - - - - Y - - - - -',
  decideLevel: '- - - - - - R R - - - - - - - - - - - -',
  disclose: 'R - - - - - R R - - - - - - - - - - - -',
  dissentOnRisk: 'R R R - R R R - - - - - - - - - - - - -',
  draftPlan: 'R R - - R R R - - - - - - - - - - - - -',
  grantInspection: 'Y - - - R R - - - - - - - - - - - - - -',
  holdReview: 'R R - - R R R - - - - - - - - - - - - -',
  issueHandover: 'Y - - - - - - - - - - - - - - - - - - -',
  moveFacts: 'Y - - - - - - - - - - - - - - - - - - -',
  keepHomeCopy: '- R - - R R - - - - - - - - - - - - - -',
  makeDataRequest: '- - - - - - - - - R - R - - - - - - - -',
  manageCopies: 'R R - - R R R - R R R R R - - - - - - R',
  manageCpaCase: '- - - - - - R - - - - - - - - - - - - -',
  manageCpaTeam: '- - - - - - - R - - - - - - - - - - - -',
  openCpaCase: '- - - - - - Y Y - - - - - - - - - - - -',
  planTransfer: 'R - - - R R - - - - - - - - - - - - - -',
  publishProvisional: '- R - - R R - - - - - - - - - - - - - -',
  readAdministrative: 'R R R - R R R - P R P R P Y Y Y - - Y -',
  readConfiguration: 'Y Y Y Y Y Y Y Y Y Y Y Y Y Y Y Y - Y Y Y',
  readConsent: 'R R R - R R R - P R P R P Y Y Y - - - -',
  readCpaCase: 'R - - - - - R R - R - - - Y Y - - - - -',
  readDisclosedCopy: '- - - - - - R R - R - - - Y - - P - - -',
  readNotices: '- R - - R R - - - - - - - Y - - - - - R',
  readPerson: 'R R R R R R R R P R P R P Y Y Y - - - -',
  readPlan: 'R R R - R R R - P R P R P Y Y Y - - - -',
  readReview: 'R R R - R R R - P R P R P Y Y Y - - - -',
  readRisk: 'R R R - R R R - P R P R P Y Y Y - - - -',
  readSafety: 'R R R - R R R R P R P R P Y Y Y - - - -',
  readSuperseded: 'R R R - R R R - P R P R P Y Y Y - - - R',
  readTraining: '- Y Y - Y Y - - - - - - - Y - - - - - -',
  reallocateCoordinator: '- - - - - - - R - - - - - - - - - - - -',
  recordAuthority: 'R R - - R R R - - - - - - - - - - - - -',
  recordDeath: 'R - - - R R R - - - - - - - - - - - - -',
  refuseAssessment: 'Y - - - - - - - - R - - - - - - - - - -',
  refuseOrWithdraw: '- R - - R R R - - R - R - - - - - - - -',
  registerPerson: 'Y R - - R R R R - - - - - - - - - - - -',
  replacePlan: 'R R - - - - R - - - - - - - - - - - - -',
  replay: '- - - - - - - - - R - - - Y - - - - - -',
  reportChange: 'R R R - R R R - P R P R R - - - - - - -',
  requestReview: 'R R - - R R R - P R P R R - - - - - - -',
  runService: '- - - - R R - - - - - - - - - - - - - -',
  sign: '- R - - R R R - - R R R - - - - - - - -',
  suspendPlan: '- - - - R R - - - - - - - - - - - - - -',
  train: '- - - - Y Y - - - - - - - - - - - - - -',
  work: 'R R R - R R R R - R - - - Y Y - - Y - -',
  witness: 'R R R R R R R - P - P R P - - - - - - -',
};

export function gradeOf(row: string, role: string): string | undefined {
  const grade = ROWS[row]?.split(' ')[ROLE_ORDER.indexOf(role)];
  return grade === undefined || grade === '-' ? undefined : grade;
}

/** Method, path, row and thing of every operation. */
const OPERATIONS_AS_WRITTEN: readonly string[] = [
  'PUT /assessment/organisations/:id administer configuration',
  'GET /assessment/organisations/:id readConfiguration configuration',
  'POST /assessment/persons registerPerson registration',
  'GET /assessment/persons readPerson related',
  'GET /assessment/persons/:id readPerson sheet',
  'PATCH /assessment/persons/:id/basic-information assess sheet',
  'POST /assessment/persons/:id/communication-needs assess sheet',
  'POST /assessment/persons/:id/moves moveFacts sheet',
  'POST /assessment/persons/:id/death recordDeath sheet',
  'POST /assessment/assessments assess new',
  'GET /assessment/assessments readPlan related',
  'GET /assessment/assessments/:id readPlan assessment',
  'POST /assessment/assessments/:id/start assess assessment',
  'POST /assessment/assessments/:id/pause assess assessment',
  'POST /assessment/assessments/:id/resume assess assessment',
  'POST /assessment/assessments/:id/sources assess assessment',
  'POST /assessment/assessments/:id/findings assess assessment',
  'POST /assessment/assessments/:id/outcomes assess assessment',
  'POST /assessment/assessments/:id/eligibility assess assessment',
  'POST /assessment/assessments/:id/complete completeAssessment assessment',
  'POST /assessment/assessments/:id/refusal refuseAssessment assessment',
  'POST /assessment/assessments/:id/corrections assess assessment',
  'POST /assessment/assessments/:id/moves moveFacts assessment',
  'GET /assessment/assessments/:id/copies readPlan assessment',
  'POST /assessment/handovers issueHandover newHandover',
  'GET /assessment/handovers readPlan related',
  'GET /assessment/handovers/:id readPlan handover',
  'POST /assessment/handovers/:id/acceptance answerHandover handover',
  'POST /assessment/handovers/:id/return answerHandover handover',
  'POST /assessment/attachments assess new',
  'GET /assessment/attachments/:hash readPlan held',
  'GET /assessment/streams/:stream/events audit audit',
  'GET /assessment/streams/:stream/verification audit audit',
  'GET /assessment/persons/:personId/access-entries accessLog accessLog',
  'GET /assessment/persons/:personId/timeline replay replay',
  'POST /care-plan/plans draftPlan new',
  'GET /care-plan/plans readPlan related',
  'GET /care-plan/plans/:id readPlan held',
  'GET /care-plan/plans/:id/administrative readAdministrative held',
  'GET /care-plan/plans/:id/versions readSuperseded held',
  'GET /care-plan/plans/:id/versions/:n readSuperseded held',
  'GET /care-plan/plans/:id/versions/:n/issues/:i readSuperseded held',
  'GET /care-plan/plans/:id/diff readSuperseded held',
  'GET /care-plan/plans/:id/draft draftPlan held',
  'GET /care-plan/plans/:id/coverage readPlan held',
  'GET /care-plan/plans/:id/readers readPlan held',
  'GET /care-plan/plans/:id/copies readPlan copies',
  'PUT /care-plan/plans/:id/draft draftPlan held',
  'POST /care-plan/plans/:id/discussions draftPlan held',
  'POST /care-plan/plans/:id/involvement draftPlan held',
  'POST /care-plan/plans/:id/access-notice draftPlan held',
  'POST /care-plan/plans/:id/proposals draftPlan held',
  'POST /care-plan/plans/:id/proposals/:n/renditions draftPlan held',
  'POST /care-plan/plans/:id/versions/:n/renditions draftPlan held',
  'POST /care-plan/plans/:id/proposals/:n/copies manageCopies held',
  'POST /care-plan/plans/:id/provisional publishProvisional held',
  'POST /care-plan/plans/:id/corrections correctPlan held',
  'POST /care-plan/plans/:id/replacement replacePlan held',
  'POST /care-plan/plans/:id/profile changeProfile held',
  'POST /care-plan/plans/:id/home-copy keepHomeCopy held',
  'POST /care-plan/plans/:id/home-copy/removal keepHomeCopy held',
  'POST /care-plan/plans/:id/suspension suspendPlan held',
  'POST /care-plan/plans/:id/resumption suspendPlan held',
  'POST /care-plan/plans/:id/closure closePlan held',
  'POST /care-plan/plans/:id/statements attachStatement held',
  'POST /care-plan/plans/:id/versions/:n/read-acknowledgements acknowledgeReading held',
  'POST /care-plan/copies/:copyId/acknowledgement manageCopies held',
  'POST /care-plan/episodes agreeService agreement',
  'GET /care-plan/episodes readPlan related',
  'GET /care-plan/episodes/:id readPlan held',
  'POST /care-plan/episodes/:id/team runService held',
  'POST /care-plan/episodes/:id/start runService held',
  'POST /care-plan/episodes/:id/end planTransfer commissioned',
  'POST /care-plan/subscriptions runService new',
  'GET /care-plan/subscriptions readNotices related',
  'GET /care-plan/subscriptions/:id readNotices held',
  'GET /care-plan/subscriptions/:id/notices readNotices held',
  'POST /care-plan/subscriptions/:id/acknowledgements readNotices held',
  'POST /care-plan/daily-records addDailyRecord new',
  'POST /care-plan/daily-records/:id/corrections correctDailyRecord held',
  'GET /care-plan/daily-records readPlan related',
  'GET /care-plan/daily-records/:id readPlan held',
  'GET /care-plan/disclosures/:id/copy readDisclosedCopy disclosure',
  'GET /care-plan/persons/:personId/daily-records readPlan related',
  'GET /care-plan/persons/:personId/first-plan readPlan related',
  'GET /care-plan/persons/:personId/safety readSafety safetyList',
  'POST /care-plan/persons/:personId/break-glass breakGlass breakGlass',
  'POST /care-plan/attachments draftPlan new',
  'GET /care-plan/attachments/:hash readPlan held',
  'GET /care-plan/streams/:stream/events audit audit',
  'GET /care-plan/streams/:stream/verification audit audit',
  'GET /care-plan/persons/:personId/access-entries accessLog accessLog',
  'GET /care-plan/persons/:personId/timeline replay replay',
  'POST /risk/assessments assessRisk held',
  'GET /risk/assessments readRisk related',
  'GET /risk/assessments/:id readRisk held',
  'POST /risk/assessments/:id/weighing assessRisk held',
  'POST /risk/assessments/:id/controls assessRisk held',
  'POST /risk/assessments/:id/conclusion assessRisk held',
  'POST /risk/assessments/:id/outcomes assessRisk held',
  'POST /risk/assessments/:id/staff-views dissentOnRisk held',
  'POST /risk/assessments/:id/closure assessRisk held',
  'POST /risk/restrictions assessRisk new',
  'GET /risk/restrictions readRisk related',
  'GET /risk/restrictions/:id readRisk held',
  'POST /risk/restrictions/:id/consent-request assessRisk held',
  'POST /risk/restrictions/:id/authorisation assessRisk held',
  'POST /risk/restrictions/:id/reviews assessRisk held',
  'POST /risk/restrictions/:id/end assessRisk held',
  'POST /risk/attachments assessRisk new',
  'GET /risk/attachments/:hash readRisk held',
  'GET /risk/streams/:stream/events audit audit',
  'GET /risk/streams/:stream/verification audit audit',
  'GET /risk/persons/:personId/access-entries accessLog accessLog',
  'GET /risk/persons/:personId/timeline replay replay',
  'GET /review/plans/:id/obligations readReview held',
  'GET /review/plans/:id/since-last-review readReview held',
  'GET /review/overdue holdReview configuration',
  'POST /review/plans/:id/requests requestReview held',
  'POST /review/plans/:id/significant-changes reportChange held',
  'POST /review/plans/:id/monthly-checks holdReview held',
  'POST /review/plans/:id/monitoring holdReview held',
  'POST /review/plans/:id/obligations/:oid/not-practicable holdReview held',
  'POST /review/plans/:id/obligations/:oid/cancellation cancelObligation held',
  'POST /review/reviews holdReview held',
  'GET /review/reviews readReview related',
  'GET /review/reviews/:id readReview held',
  'POST /review/reviews/:id/participants holdReview held',
  'POST /review/reviews/:id/feedback holdReview held',
  'POST /review/reviews/:id/start holdReview held',
  'POST /review/reviews/:id/attendance holdReview held',
  'POST /review/reviews/:id/topics holdReview held',
  'POST /review/reviews/:id/outcome-progress holdReview held',
  'POST /review/reviews/:id/outcome holdReview held',
  'POST /review/reviews/:id/briefings holdReview held',
  'POST /review/reviews/:id/briefings/:partyId/acknowledgement acknowledgeBriefing held',
  'POST /review/reviews/:id/minutes holdReview held',
  'POST /review/reviews/:id/close holdReview held',
  'POST /review/reviews/:id/not-held holdReview held',
  'GET /review/persons/:personId/outcome-evidence readReview related',
  'POST /review/competence/:staffId train newTraining',
  'GET /review/competence/:staffId readTraining training',
  'POST /review/attachments holdReview new',
  'GET /review/attachments/:hash readReview held',
  'GET /review/streams/:stream/events audit audit',
  'GET /review/streams/:stream/verification audit audit',
  'GET /review/persons/:personId/access-entries accessLog accessLog',
  'GET /review/persons/:personId/timeline replay replay',
  'GET /consent/sign-offs readConsent held',
  'GET /consent/sign-offs/:id readConsent held',
  'POST /consent/sign-offs/:id/signatures sign held',
  'POST /consent/sign-offs/:id/refusals sign held',
  'POST /consent/sign-offs/:id/withdrawal refuseOrWithdraw held',
  'POST /consent/sign-offs/:id/witness witness held',
  'POST /consent/sign-offs/:id/witness/objection witness held',
  'POST /consent/plans/:planId/withdrawal refuseOrWithdraw held',
  'POST /consent/plans/:planId/restoration refuseOrWithdraw held',
  'GET /consent/plans/:planId/consent readConsent held',
  'GET /consent/notices readConsent notices',
  'GET /consent/notices/:id readConsent notice',
  'PUT /consent/persons/:personId/contacts/:contactId changeInvolvement sheet',
  'DELETE /consent/persons/:personId/contacts/:contactId changeInvolvement sheet',
  'GET /consent/persons/:personId/contacts readConsent sheet',
  'POST /consent/disclosures disclose newDisclosure',
  'GET /consent/disclosures readDisclosedCopy disclosures',
  'GET /consent/disclosures/:id readDisclosedCopy disclosure',
  'POST /consent/inspections grantInspection newGrant',
  'GET /consent/inspections grantInspection related',
  'GET /consent/inspections/:id grantInspection grant',
  'POST /consent/data-requests makeDataRequest newRequest',
  'GET /consent/data-requests readConsent related',
  'GET /consent/data-requests/:id readConsent request',
  'POST /consent/data-requests/:id/refusal decideDataRequest request',
  'POST /consent/attachments recordAuthority new',
  'GET /consent/attachments/:hash readConsent held',
  'GET /consent/streams/:stream/events audit audit',
  'GET /consent/streams/:stream/verification audit audit',
  'GET /consent/persons/:personId/access-entries accessLog accessLog',
  'GET /consent/persons/:personId/timeline replay replay',
  'POST /cpa/cases openCpaCase newCase',
  'GET /cpa/cases readCpaCase caseRelated',
  'GET /cpa/cases/:id readCpaCase case',
  'POST /cpa/cases/:id/coordinator reallocateCoordinator case',
  'POST /cpa/cases/:id/indicators manageCpaCase case',
  'POST /cpa/cases/:id/level-decisions decideLevel case',
  'POST /cpa/cases/:id/contacts manageCpaCase case',
  'PUT /cpa/cases/:id/contact-interval manageCpaCase case',
  'POST /cpa/cases/:id/region manageCpaTeam case',
  'POST /cpa/cases/:id/team manageCpaTeam case',
  'POST /cpa/cases/:id/discharge manageCpaCase case',
  'PUT /cpa/regions/:code administer configuration',
  'GET /cpa/regions/:code readConfiguration configuration',
  'POST /cpa/coordinators/:userId/deactivation deactivateCoordinator configuration',
  'POST /cpa/attachments manageCpaCase newCaseAttachment',
  'GET /cpa/attachments/:hash readCpaCase case',
  'GET /cpa/streams/:stream/events audit audit',
  'GET /cpa/streams/:stream/verification audit audit',
  'GET /cpa/persons/:personId/access-entries accessLog accessLog',
  'GET /cpa/persons/:personId/timeline replay replay',
];

/** Every service has work lists. */
const ON_TASKS = ['assessment', 'care-plan', 'risk', 'review', 'consent', 'cpa'].flatMap((service) => [
  `GET /${service}/tasks work related`,
  `GET /${service}/tasks/:id work task`,
  `POST /${service}/tasks/:id/completion work task`,
]);

export const OPERATIONS: readonly Operation[] = [...OPERATIONS_AS_WRITTEN, ...ON_TASKS].map((line) => {
  const [method = '', path = '', row = '', thing = ''] = line.split(' ');
  return { method, path, kind: method === 'GET' ? 'read' : 'command', row, thing: thing as Thing };
});
