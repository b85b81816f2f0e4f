/** How soon a task wants somebody's attention. */
export const TASK_PRIORITIES = ['urgent', 'high', 'normal'] as const;
export type TaskPriority = (typeof TASK_PRIORITIES)[number];

/** The steps by which a task is passed on to more people than whom it is for first. */
export const ESCALATION_STEPS = ['coordinator', 'manager', 'council', 'failing24h', 'seriousOverdue'] as const;
export type EscalationStep = (typeof ESCALATION_STEPS)[number];

/** What a kind of task is called, how soon it is wanted, and what closes it. Titles hold no word about anybody. */
export interface TaskEntry {
  readonly title: string;
  readonly priority: TaskPriority;
  /** `completion` by hand, or the event or contract after which nothing is left to do. */
  readonly closesWhen: readonly string[];
  /** An incident is looked into after the person's death too; every other task ends with it. */
  readonly incident?: true;
}

/** Every kind of task that the platform raises, by its code. Codes never change; titles may be worded better. */
export const TASKS = {
  // Risk and restriction
  reassessRisk: {
    title: 'Look again at a risk: consent to an action has been withdrawn',
    priority: 'high',
    closesWhen: ['completion', 'RiskAssessed', 'RiskClosed'],
  },
  riskReview: {
    title: 'Review the risk: contact has lapsed',
    priority: 'urgent',
    closesWhen: ['completion'],
  },
  riskAfterService: {
    title: 'A risk is open after the service that held it has ended: see who looks after it',
    priority: 'high',
    closesWhen: ['completion'],
  },
  restrictionUnauthorised: {
    title: 'A restriction has no authority any more: end it, or renew the authority',
    priority: 'urgent',
    closesWhen: ['completion'],
  },
  renewAuthorisation: {
    title: 'Renew the authority for a restriction, or end the restriction',
    priority: 'normal',
    closesWhen: ['completion', 'RestrictionAuthorised', 'RestrictionEnded'],
  },
  // Care Programme Approach
  interimCoordinator: {
    title: 'Name a permanent care co-ordinator',
    priority: 'high',
    closesWhen: ['completion', 'CareCoordinatorReallocated', 'CpaCaseClosed'],
  },
  regionLevelDecision: {
    title: 'Decide the level anew: the region or its scheme has changed',
    priority: 'high',
    closesWhen: ['completion', 'CpaLevelDecided', 'CpaRegionChanged', 'CpaCaseClosed'],
  },
  emergencyLevelWithoutPlan: {
    title: 'A level was raised in an emergency and there is no CPA plan to review it with: open one',
    priority: 'urgent',
    closesWhen: ['completion', 'CarePlanOpened', 'CpaLevelDecided', 'CpaCaseClosed'],
  },
  coordinatorRequired: {
    title: 'An open case names a care co-ordinator whose account has ended: name another',
    priority: 'urgent',
    closesWhen: ['completion', 'CareCoordinatorReallocated', 'CpaCaseClosed'],
  },
  contactLapsed: {
    title: 'Contact with the person has lapsed',
    priority: 'urgent',
    closesWhen: ['completion', 'CpaCaseClosed'],
  },
  disengagementIndicator: {
    title: 'Look again at the indicator for disengagement',
    priority: 'high',
    closesWhen: ['completion', 'CpaCaseClosed'],
  },
  consentWithdrawn: {
    title: 'Consent to care has been withdrawn',
    priority: 'urgent',
    closesWhen: ['completion', 'CpaCaseClosed'],
  },
  // Obligations and reviews
  obligationMissed: {
    title: 'Something that was owed to the person has been missed',
    priority: 'high',
    closesWhen: [
      'completion',
      'ObligationMet',
      'ObligationCancelled',
      'ContactLogged',
      'ContactLapsed',
      'CareCoordinatorReallocated',
      'CpaLevelDecided',
      'CpaRegionChanged',
      'CpaCaseClosed',
    ],
  },
  checksNotPracticable: {
    title: 'Monthly checks were not practicable three times in a row',
    priority: 'high',
    closesWhen: ['completion'],
  },
  seriousOverdue: {
    title: 'A review is seriously overdue',
    priority: 'urgent',
    closesWhen: ['completion'],
  },
  discussRefusal: {
    title: 'Talk over a refused proposal with the person',
    priority: 'high',
    closesWhen: ['completion'],
  },
  endService: {
    title: 'End a service on the day that its review agreed',
    priority: 'high',
    closesWhen: ['completion'],
  },
  // Plans
  prepareRendition: {
    title: 'Prepare a version in the format that the person asked for: they have no copy of it',
    priority: 'high',
    closesWhen: ['completion', 'CopyIssued'],
  },
  replaceHomeCopy: {
    title: 'Replace the copy of the plan that is kept at home',
    priority: 'normal',
    closesWhen: ['completion', 'HomeCopyPlaced'],
  },
  replacePlan: {
    title: 'Replace a plan that has been amended many times by a clean version',
    priority: 'normal',
    closesWhen: ['completion', 'PlanReplaced'],
  },
  changeAcknowledgement: {
    title: 'A notice of a change has not been acknowledged',
    priority: 'high',
    closesWhen: ['completion', 'ChangeAcknowledged'],
  },
  endpointFailing: {
    title: 'An endpoint of a provider has taken no notices for some time: see what is wrong with it',
    priority: 'high',
    closesWhen: ['completion'],
  },
  endpointDisabled: {
    title: 'Set right an endpoint of a provider that is switched off, and resume it',
    priority: 'urgent',
    closesWhen: ['completion'],
  },
  handoverReturned: {
    title: 'A provider has returned a handover',
    priority: 'high',
    closesWhen: ['completion'],
  },
  // Consent
  witnessSignature: {
    title: 'Confirm what you witnessed: a signature waits for it',
    priority: 'high',
    closesWhen: [
      'completion',
      'SignatureRecorded',
      'SignOffVoided',
      'SignOffLapsed',
      'SignOffRefused',
      'SignOffCompleted',
    ],
  },
  riskRefused: {
    title: 'The person refused a risk assessment that a plan waits for: talk it over with them',
    priority: 'high',
    closesWhen: [
      'completion',
      'RiskAwaited',
      'RiskSigned',
      'RiskReleased',
      'SignOffVoided',
      'SignOffLapsed',
      'SignOffRefused',
      'SignOffCompleted',
    ],
  },
  witnessObjected: {
    title: 'A contact who was named as witness says that it was otherwise',
    priority: 'urgent',
    closesWhen: ['completion'],
  },
  amendmentIncomplete: {
    title: 'A change that was agreed could not be proposed: the plan lacks something with it',
    priority: 'high',
    closesWhen: ['completion', 'PlanVersionProposed', 'PlanVersionPublished'],
  },
  changeWaiting: {
    title: 'A change that was agreed waits for its own day: another version comes before it',
    priority: 'normal',
    closesWhen: ['completion', 'PlanVersionProposed', 'PlanVersionPublished', 'AmendmentIncomplete'],
  },
  publicationRefused: {
    title: 'A version that everybody signed could not be published',
    priority: 'high',
    closesWhen: ['completion', 'PlanVersionPublished'],
  },
  contributionSuggested: {
    title: 'Somebody suggests something for a plan: confirm it, or decline it with a reason',
    priority: 'normal',
    closesWhen: ['completion', 'ContributionAnswered', 'CarePlanClosed'],
  },
  sourcePlanSuperseded: {
    title: "Look at the council's plan: it has a later version than this plan was derived from",
    priority: 'high',
    closesWhen: ['completion'],
  },
  // Incidents
  CARE_WITHOUT_CONSENT: {
    title: 'Care was given without consent',
    priority: 'urgent',
    closesWhen: ['completion'],
    incident: true,
  },
  CONTENT_DIVERGED: {
    title: 'A version reads otherwise than was agreed',
    priority: 'urgent',
    closesWhen: ['completion'],
    incident: true,
  },
  ATTACHMENT_DAMAGED: {
    title: 'A kept attachment is damaged or gone',
    priority: 'urgent',
    closesWhen: ['completion'],
    incident: true,
  },
  identifierCorrected: {
    title: 'A number was set right or moved: look where the wrong one was used',
    priority: 'high',
    closesWhen: ['completion'],
    incident: true,
  },
  factsMoved: {
    title: 'Facts were moved between two records: look where they were used, and where they arrived',
    priority: 'high',
    closesWhen: ['completion'],
    incident: true,
  },
  findingsMoved: {
    title: 'Findings were moved between two records: look where they were used, and where they arrived',
    priority: 'high',
    closesWhen: ['completion'],
    incident: true,
  },
  searchedOften: {
    title: 'Somebody searched for people unusually often: look at whom they were shown, and why',
    priority: 'high',
    closesWhen: ['completion'],
    incident: true,
  },
  mailAddressFailed: {
    title: 'E-mail to your address is refused: give another address, or none',
    priority: 'normal',
    closesWhen: ['completion'],
  },
  duplicateLikely: {
    title: 'Somebody may be registered twice: look whether two people are one',
    priority: 'high',
    closesWhen: ['completion'],
    incident: true,
  },
  narrativeSimilar: {
    title: "A narrative is like one in another person's plan",
    priority: 'normal',
    closesWhen: ['completion'],
    incident: true,
  },
  breakGlass: {
    title: 'A record was opened in an emergency',
    priority: 'high',
    closesWhen: ['completion'],
    incident: true,
  },
  // Ties that one side made alone
  serviceAgreedAlone: {
    title: 'A provider has agreed a service by itself: hand over to it, or say that it is not wanted',
    priority: 'high',
    closesWhen: ['completion'],
  },
  caseOpenedAlone: {
    title: 'A CPA case has been opened',
    priority: 'normal',
    closesWhen: ['completion', 'CpaCaseClosed'],
  },
} as const satisfies Record<string, TaskEntry>;

export type TaskKind = keyof typeof TASKS;

/** The entry of a kind; undefined for one that no longer is raised, or not yet. */
export function taskEntry(kind: string): TaskEntry | undefined {
  const entries: Readonly<Record<string, TaskEntry>> = TASKS;
  return Object.hasOwn(entries, kind) ? entries[kind] : undefined;
}
