/** The two-letter roles of model §7. */
export const ROLES = {
  AS: 'assessor',
  KW: 'keyworker',
  CS: 'care staff',
  NC: 'non-care staff',
  SM: 'service manager',
  RM: 'registered manager',
  CC: 'CPA care co-ordinator',
  TM: 'mental health team manager',
  OP: 'other professional',
  PE: 'person',
  CA: 'carer or representative',
  LR: 'lawful representative',
  AD: 'advocate',
  AU: 'auditor',
  DP: 'data protection officer',
  RI: 'regulator inspector',
  DW: 'DWP decision maker',
  RX: 'records manager',
  PA: 'platform administrator',
  SY: 'a machine of a provider',
} as const;
export type Role = keyof typeof ROLES;
export const isRole = (value: string): value is Role => Object.hasOwn(ROLES, value);

/**
 * `Y` allowed in the own tenant · `R` own relationship only · `P` only with the person's permission or another recorded basis.
 * Absent: never (403 on commands, 404 on reads).
 */
export type Grade = 'Y' | 'R' | 'P';
type Row = Readonly<Partial<Record<Role, Grade>>>;

const planStaff: Row = { AS: 'R', KW: 'R', SM: 'R', RM: 'R', CC: 'R' };
const planReaders: Row = {
  ...planStaff,
  CS: 'R',
  OP: 'P',
  PE: 'R',
  CA: 'P',
  LR: 'R',
  AD: 'P',
  AU: 'Y',
  DP: 'Y',
  RI: 'Y',
};

const configurationReaders: Row = {
  AS: 'Y',
  KW: 'Y',
  CS: 'Y',
  NC: 'Y',
  SM: 'Y',
  RM: 'Y',
  CC: 'Y',
  TM: 'Y',
  OP: 'Y',
  PE: 'Y',
  CA: 'Y',
  LR: 'Y',
  AD: 'Y',
  AU: 'Y',
  DP: 'Y',
  RI: 'Y',
  RX: 'Y',
  PA: 'Y',
  SY: 'Y',
};

/** The table that guards every route (model §7); a row added below the table comes from the text beneath it, or from *Who* in §3. */
export const CAPABILITIES = {
  registerPerson: { AS: 'Y', KW: 'R', SM: 'R', RM: 'R', CC: 'R', TM: 'R' },
  // The council and its auditors find everybody of the tenant, the others those whom their organisation serves.
  findPerson: { AS: 'Y', KW: 'R', CS: 'R', SM: 'R', RM: 'R', CC: 'R', TM: 'R', AU: 'Y', DP: 'Y' },
  moveFacts: { AS: 'Y' },
  assess: { AS: 'Y', KW: 'R', SM: 'R', RM: 'R', CC: 'R' },
  // Whoever is not qualified is told so, care staff included (SCOT-039): the rule asks for the qualification, not for the role.
  completeAssessment: { AS: 'Y', KW: 'R', CS: 'R', SM: 'R', RM: 'R', CC: 'R' },
  refuseAssessment: { PE: 'R', AS: 'Y' },
  issueHandover: { AS: 'Y' },
  answerHandover: { SM: 'R', RM: 'R' },
  recordDeath: { AS: 'R', SM: 'R', RM: 'R', CC: 'R' },
  readPlan: planReaders,
  // A provider's machine reads the versions that its notices announce.
  readSuperseded: { ...planReaders, SY: 'R' },
  readAdministrative: { ...planReaders, PA: 'Y' },
  replay: { PE: 'R', AU: 'Y' },
  draftPlan: planStaff,
  suggestContent: { KW: 'R', CS: 'R', SM: 'R', RM: 'R', CC: 'R', OP: 'P', PE: 'R', CA: 'P', LR: 'R', AD: 'P' },
  // Who may read the plan reads what is suggested for it; those who may only suggest, their own.
  readContributions: planReaders,
  // The plan's lead (D17).
  confirmContribution: { AS: 'R', KW: 'R', CC: 'R' },
  sign: { KW: 'R', SM: 'R', RM: 'R', CC: 'R', PE: 'R', CA: 'R', LR: 'R' },
  // Whoever was named as a witness acts: a member of staff confirms, a contact may object.
  witness: { AS: 'R', KW: 'R', CS: 'R', NC: 'R', SM: 'R', RM: 'R', CC: 'R', OP: 'P', CA: 'P', LR: 'R', AD: 'P' },
  refuseOrWithdraw: { PE: 'R', LR: 'R', KW: 'R', SM: 'R', RM: 'R', CC: 'R' },
  addDailyRecord: { KW: 'R', CS: 'R', SM: 'R', RM: 'R' },
  correctDailyRecord: { KW: 'R', CS: 'R', SM: 'R', RM: 'R' },
  acknowledgeReading: { KW: 'R', CS: 'R', SM: 'R', RM: 'R', OP: 'P' },
  receiveNonCareNotice: { NC: 'R', SM: 'R', RM: 'R' },
  assessRisk: { AS: 'R', KW: 'R', SM: 'R', RM: 'R', CC: 'R', OP: 'P', PE: 'R', LR: 'R' },
  dissentOnRisk: { AS: 'R', KW: 'R', CS: 'R', SM: 'R', RM: 'R', CC: 'R' },
  readRisk: planReaders,
  requestReview: { AS: 'R', KW: 'R', SM: 'R', RM: 'R', CC: 'R', OP: 'P', PE: 'R', CA: 'P', LR: 'R', AD: 'R' },
  reportChange: { AS: 'R', KW: 'R', CS: 'R', SM: 'R', RM: 'R', CC: 'R', OP: 'P', PE: 'R', CA: 'P', LR: 'R', AD: 'R' },
  holdReview: { AS: 'R', KW: 'R', SM: 'R', RM: 'R', CC: 'R' },
  // Whoever was briefed says so of themselves; those who hold the review record it for others as well.
  acknowledgeBriefing: {
    AS: 'R',
    KW: 'R',
    CS: 'R',
    NC: 'R',
    SM: 'R',
    RM: 'R',
    CC: 'R',
    TM: 'R',
    OP: 'P',
    PE: 'R',
    CA: 'P',
    LR: 'R',
    AD: 'P',
  },
  readReview: planReaders,
  recordCapacity: { AS: 'R', KW: 'R', SM: 'R', RM: 'R', CC: 'R', OP: 'P' },
  recordAuthority: { AS: 'R', KW: 'R', SM: 'R', RM: 'R', CC: 'R' },
  verifyAuthority: { AS: 'R', KW: 'R', SM: 'R', RM: 'R', CC: 'R' },
  changeInvolvement: { KW: 'R', PE: 'R', LR: 'R' },
  readConsent: planReaders,
  manageCpaCase: { CC: 'R' },
  openCpaCase: { CC: 'Y', TM: 'Y' },
  decideLevel: { CC: 'R', TM: 'R' },
  manageCpaTeam: { TM: 'R' },
  reallocateCoordinator: { TM: 'R' },
  deactivateCoordinator: { TM: 'Y', PA: 'Y' },
  readCpaCase: { CC: 'R', TM: 'R', PE: 'R', AU: 'Y', DP: 'Y', AS: 'R' },
  // Each their own plan: the co-ordinator the CPA plan, the assessor the council's (R29).
  disclose: { AS: 'R', CC: 'R', TM: 'R' },
  readDisclosedCopy: { DW: 'P', CC: 'R', TM: 'R', PE: 'R', AU: 'Y' },
  accessLog: { RM: 'R', PE: 'R', AU: 'Y', DP: 'Y' },
  administer: { PA: 'Y' },
  readConfiguration: configurationReaders,
  // Whoever must say why they read chooses from a list first.
  readPurposes: { ...configurationReaders, DW: 'Y' },
  agreeService: { AS: 'Y', SM: 'Y', RM: 'Y' },
  runService: { SM: 'R', RM: 'R' },
  planTransfer: { AS: 'R', SM: 'R', RM: 'R' },
  correctPlan: { KW: 'R', AS: 'R', CC: 'R' },
  replacePlan: { KW: 'R', AS: 'R', CC: 'R' },
  // Whoever answers for the plan; a second person approves (model §5).
  changeProfile: { AS: 'R', SM: 'R', RM: 'R', CC: 'R' },
  keepHomeCopy: { KW: 'R', SM: 'R', RM: 'R' },
  suspendPlan: { SM: 'R', RM: 'R' },
  closePlan: { SM: 'R', RM: 'R', TM: 'R' },
  publishProvisional: { KW: 'R', SM: 'R', RM: 'R' },
  cancelObligation: { SM: 'R', RM: 'R' },
  attachStatement: { PE: 'R', LR: 'R', KW: 'R', SM: 'R', RM: 'R' },
  manageCopies: { SM: 'R', RM: 'R', KW: 'R', CC: 'R', AS: 'R', PE: 'R', CA: 'R', LR: 'R', AD: 'R', OP: 'R', SY: 'R' },
  // A provider's endpoints are its own; whoever runs the installation sees their state, and nothing that they are sent.
  manageEndpoints: { SM: 'R', RM: 'R', SY: 'R' },
  readEndpoints: { SM: 'R', RM: 'R', SY: 'R', PA: 'Y', AU: 'Y' },
  // The feed of everybody whom an organisation serves: its machine, and those who answer for it.
  receiveNotices: { SM: 'R', RM: 'R', SY: 'R', AU: 'Y' },
  // A provider, and the council, each for itself.
  subscribe: { AS: 'R', SM: 'R', RM: 'R' },
  // Which subscriptions there are; an administrator sees their state and not what they tell.
  readSubscriptions: { SM: 'R', RM: 'R', KW: 'R', SY: 'R', AU: 'Y', PA: 'Y' },
  readNotices: { SM: 'R', RM: 'R', KW: 'R', SY: 'R', AU: 'Y' },
  grantInspection: { SM: 'R', RM: 'R', AS: 'Y' },
  train: { SM: 'Y', RM: 'Y' },
  readTraining: { SM: 'Y', RM: 'Y', KW: 'Y', CS: 'Y', AU: 'Y' },
  // A manager names the staff of their own organisation, and says who does the work of whoever is away.
  manageStaff: { SM: 'Y', RM: 'Y', TM: 'Y', PA: 'Y' },
  // Names for ids: of colleagues, and of those who care for a person whom the caller serves or is.
  readStaff: {
    ...{ AS: 'Y', KW: 'Y', CS: 'Y', NC: 'Y', SM: 'Y', RM: 'Y', CC: 'Y', TM: 'Y', AU: 'Y', DP: 'Y', RX: 'Y', PA: 'Y' },
    ...{ OP: 'P', PE: 'R', CA: 'P', LR: 'R', AD: 'P' },
  },
  // What stands on a person's work list tells of their care: no administrator sees it (ENG-139).
  work: { PE: 'R', AS: 'R', KW: 'R', CS: 'R', SM: 'R', RM: 'R', CC: 'R', TM: 'R', DP: 'Y', RX: 'Y', AU: 'Y' },
  breakGlass: { SM: 'Y', KW: 'Y', CC: 'Y' },
  readPerson: { ...planReaders, TM: 'R', NC: 'R' },
  // Allergies, risks and restrictions are not for staff who give no care: they have notices of their own.
  readSafety: { ...planReaders, TM: 'R' },
  makeDataRequest: { PE: 'R', LR: 'R' },
  decideDataRequest: { DP: 'Y' },
  audit: { AU: 'Y' },
  // A member of staff's own settings, which nobody else reads or sets.
  ownSettings: { AS: 'Y', KW: 'Y', CS: 'Y', NC: 'Y', SM: 'Y', RM: 'Y', CC: 'Y', TM: 'Y', DP: 'Y', RX: 'Y' },
} as const satisfies Record<string, Row>;

export type Capability = keyof typeof CAPABILITIES;

export function gradeOf(capability: Capability, role: string): Grade | undefined {
  const row: Row = CAPABILITIES[capability];
  return isRole(role) ? row[role] : undefined;
}

/** Reads of these roles need a stated purpose (`X-Purpose`). */
export const PURPOSE_ROLES: readonly string[] = ['AU', 'DP', 'RI', 'DW'];

/** Whether a read of such things by that role needs a stated purpose: managers say why they read administrative fields (ENG-139). */
export function asksPurpose(capability: Capability, role: string): boolean {
  if (capability === 'readPurposes') return false;
  return PURPOSE_ROLES.includes(role) || (capability === 'readAdministrative' && (role === 'SM' || role === 'RM'));
}

/**
 * The purpose that goes without saying: an administrator reads administrative fields for administration, unless they say more
 * (story 12, row 11, has them say nothing), and a provider's machine fetches versions to provide care by them.
 */
export function impliedPurpose(capability: Capability, role: string): string | undefined {
  if (capability === 'readAdministrative' && role === 'PA') return 'administration';
  return capability === 'readSuperseded' && role === 'SY' ? 'provision' : undefined;
}

/** Roles that decide nothing and write nothing. */
export const READ_ONLY_ROLES: readonly string[] = ['AU', 'RI', 'DW'];
