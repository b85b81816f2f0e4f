import { PACKS, profileAt, type ObligationCode } from '@carethread/contracts';
import { addWorkingDays, dueAt, endOfDay, isDueProvisional, localDate, opensAt } from '@carethread/calendar';
import { present, type Instant } from '@carethread/ledger';

/** An obligation to be: what is due, when, and by which rule (model §6). */
export type Wanted = {
  readonly kind: string;
  readonly basis: string;
  readonly opensAt?: Instant;
  readonly dueAt: Instant;
  readonly ruleRef: { readonly profile: string; readonly version: number; readonly key: string };
  /** What is to be followed up, where it is one thing: a risk. */
  readonly about?: string;
  /** When that came up: a review held before has not looked at it. */
  readonly arisenAt?: Instant;
  /** It was counted in working days of a year whose bank holidays are not published yet. */
  readonly provisional?: true;
};

export type Scheduled = {
  readonly planKind: string;
  readonly jurisdiction: string;
  readonly rulePacks: readonly string[];
};

const BASIS: Readonly<Record<string, string>> = {
  firstPlanningMeeting: 'ENG-086',
  monthlyCheck: 'ENG-107',
  formalReview: 'ENG-109',
  review: 'SCOT-073',
  personalPlan: 'SCOT-019',
  requestedReview: 'SCOT-071',
  significantChangeReview: 'SCOT-072',
  cpaReview: 'CPA-53',
  councilReview: 'ENG-125',
  urgentConsentReview: 'model §4.2 C9',
  reviewClosure: 'model §3.4',
  keyworkerFeedback: 'CITY-52',
  planUpdateAfterReview: 'SCOT-085',
  emergencyLevelReview: 'CPA-37',
  refusalReview: 'SCOT-094',
  changeOfMindReview: 'SCOT-094',
  supportedRiskReview: 'SCOT-094',
} satisfies Record<ObligationCode, string>;

/** Reviews of the plan as a whole, by what obliges to them. */
export const WHOLE_PLAN_REVIEWS: readonly string[] = ['formalReview', 'review', 'cpaReview', 'councilReview'];
/** What any review of the plan that is held in time follows up (SCOT-094). */
const FOLLOW_UPS: readonly string[] = ['refusalReview', 'changeOfMindReview', 'supportedRiskReview'];

/** Kinds that begin again from the day they were held, or from the day they were due when nobody held them. */
export const RECURRING = ['monthlyCheck', 'formalReview', 'review', 'cpaReview', 'councilReview'] as const;

/** The obligation of a kind that a trigger starts; undefined where the plan's rules have none. */
export function obligationFor(kind: string, trigger: Instant, plan: Scheduled, again = false): Wanted | undefined {
  const profile = profileAt(plan.jurisdiction, localDate(trigger));
  if (profile === undefined) return undefined;
  const { deadlines } = profile;
  const made = (due: Instant, key: string, opens?: Instant): Wanted =>
    present({
      kind,
      basis: BASIS[kind] ?? kind,
      dueAt: due,
      ruleRef: { profile: profile.code, version: profile.version, key },
      opensAt: opens,
      arisenAt: trigger,
    });
  const by = (key: string): Wanted | undefined => {
    const period = deadlines[key];
    if (period === undefined) return undefined;
    const due = dueAt(trigger, period, plan.jurisdiction);
    return isDueProvisional(trigger, period, due) ? { ...made(due, key), provisional: true } : made(due, key);
  };
  switch (kind) {
    case 'cpaReview':
      return plan.rulePacks.includes('CPA')
        ? made(dueAt(trigger, PACKS.CPA.reviewDue), 'CPA.review', opensAt(trigger, PACKS.CPA.reviewOpens))
        : undefined;
    case 'emergencyLevelReview':
      return made(dueAt(trigger, PACKS.CPA.emergencyLevelReview), 'CPA.emergencyLevelReview');
    case 'councilReview':
      if (plan.planKind !== 'localAuthority') return undefined;
      if (again)
        return (
          by('councilReviewAgain') &&
          made(dueAt(trigger, deadlines['councilReviewAgain'] ?? 'P12M'), 'councilReviewAgain')
        );
      return deadlines['councilReview'] === undefined
        ? undefined
        : made(
            dueAt(trigger, deadlines['councilReview']),
            'councilReview',
            opensAt(trigger, deadlines['councilReviewOpens'] ?? 'P6W'),
          );
    case 'monthlyCheck':
    case 'formalReview':
    case 'review':
      return plan.planKind === 'localAuthority' ? undefined : by(kind);
    case 'safetyChangeReview':
      return { ...(by('safetyChangeReview') ?? made(dueAt(trigger, 'PT24H'), kind)), kind: 'significantChangeReview' };
    default:
      return by(kind);
  }
}

/** The obligation to follow something up by an instant that was set for it, and not by a period (SCOT-094). */
export function obligationBy(kind: string, due: Instant, arisenAt: Instant, plan: Scheduled): Wanted | undefined {
  const profile = profileAt(plan.jurisdiction, localDate(arisenAt));
  return profile === undefined
    ? undefined
    : {
        kind,
        basis: BASIS[kind] ?? kind,
        dueAt: due,
        ruleRef: { profile: profile.code, version: profile.version, key: 'reviewOn' },
        arisenAt,
      };
}

/** CITY-52: the keyworker's feedback is there two working days before the review. */
export function feedbackDue(reviewAt: Instant, jurisdiction: string): Instant {
  return endOfDay(addWorkingDays(localDate(reviewAt), -2, jurisdiction));
}

/** How often the plan as a whole is reviewed: no review is set for later than that. */
export function cycleOf(reviewType: string, plan: Scheduled): string {
  if (plan.planKind === 'localAuthority') return 'P12M';
  if (reviewType === 'cpa') return PACKS.CPA.reviewDue;
  return plan.jurisdiction === 'SCO' ? 'P6M' : plan.rulePacks.includes('CPA') ? PACKS.CPA.reviewDue : 'P3M';
}

/** The types of review that are owed to each kind of plan. */
const TYPES: Readonly<Record<string, readonly string[]>> = {
  localAuthority: ['council', 'requested', 'significantChange', 'restriction'],
  provider: ['planningMeeting', 'firstWeek', 'firstMonth', 'formal', 'requested', 'significantChange', 'restriction'],
  cpa: ['planningMeeting', 'formal', 'cpa', 'requested', 'significantChange', 'restriction'],
};

export function isOwedTo(reviewType: string, { planKind, rulePacks }: Scheduled): boolean {
  const types = TYPES[planKind] ?? [];
  return types.includes(reviewType) || (reviewType === 'cpa' && rulePacks.includes('CPA'));
}

/** What each type of review meets (model §6 rules 4, 5, 8: one review may meet several). */
export const MEETS: Readonly<Record<string, readonly string[]>> = {
  planningMeeting: ['firstPlanningMeeting'],
  firstWeek: ['firstWeekReview', 'monthlyCheck'],
  firstMonth: ['firstMonthReview', 'monthlyCheck'],
  formal: [
    'formalReview',
    'review',
    'monthlyCheck',
    'requestedReview',
    'significantChangeReview',
    'urgentConsentReview',
    ...FOLLOW_UPS,
  ],
  requested: ['requestedReview', 'urgentConsentReview', ...FOLLOW_UPS],
  significantChange: ['significantChangeReview', 'urgentConsentReview', ...FOLLOW_UPS],
  cpa: [
    'cpaReview',
    'emergencyLevelReview',
    'requestedReview',
    'significantChangeReview',
    'urgentConsentReview',
    ...FOLLOW_UPS,
  ],
  council: ['councilReview', ...FOLLOW_UPS],
  restriction: ['restrictionReview'],
};

/** D10: a review of another type that goes through the whole plan, with all topics, is the plan's review too. */
export function metBy(reviewType: string, wholePlan = false): readonly string[] {
  const kinds = MEETS[reviewType] ?? [];
  return wholePlan && !kinds.includes('review') ? [...kinds, 'review'] : kinds;
}

/** ENG-107: how many checks in a row, up to this one, could not be held. */
export function notPracticableInARow(
  obligations: readonly { readonly obligationId: string; readonly kind: string; readonly status: string }[],
  obligationId: string,
): number {
  const checks = obligations.filter(({ kind }) => kind === 'monthlyCheck');
  const until = checks.slice(0, checks.findIndex((one) => one.obligationId === obligationId) + 1);
  return until.length - 1 - until.findLastIndex(({ status }) => status !== 'notPracticable');
}

/** From this many on, the manager gets a task. */
export const TOO_MANY_IN_A_ROW = 3;

const WHOLE_PLAN_TOPICS: readonly string[] = [
  'appropriateness',
  'feasibility',
  'riskOutcomes',
  'roles',
  'timescales',
  'newInformation',
  'changesInNeeds',
  'changesInAbilities',
  'changesInAspirations',
  'achievements',
];
/** R34: the topics of every review, however small its occasion. */
const TOPICS_OF_ANY: readonly string[] = ['appropriateness', 'riskOutcomes', 'newInformation', 'changesInNeeds'];

/** The topics without which a review of a type cannot close (ENG-113 to ENG-121; ENG-087, ENG-088). */
export const TOPICS: Readonly<Record<string, readonly string[]>> = {
  formal: WHOLE_PLAN_TOPICS,
  requested: TOPICS_OF_ANY,
  significantChange: TOPICS_OF_ANY,
  cpa: TOPICS_OF_ANY,
  council: TOPICS_OF_ANY,
};

export function topicsOf(reviewType: string, wholePlan = false): readonly string[] {
  return wholePlan ? WHOLE_PLAN_TOPICS : (TOPICS[reviewType] ?? []);
}
