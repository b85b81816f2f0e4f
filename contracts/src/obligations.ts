/** What each kind of obligation under a plan is called on a list of work. Titles hold no word about anybody; kinds never change. */
export const OBLIGATIONS = {
  firstPlanningMeeting: 'Hold the first planning meeting',
  monthlyCheck: 'Do the monthly check of the plan',
  formalReview: 'Hold the formal review of the plan',
  review: 'Review the plan',
  personalPlan: 'Publish the personal plan',
  requestedReview: 'Hold the review that was asked for',
  significantChangeReview: 'Review the plan after a significant change',
  cpaReview: 'Hold the CPA review',
  councilReview: 'Review the care and support plan',
  urgentConsentReview: 'Review the plan urgently: consent to care has been withdrawn',
  reviewClosure: 'Close the review that was held',
  keyworkerFeedback: 'Collect the feedback for the review',
  planUpdateAfterReview: 'Bring what the review agreed into the plan',
  emergencyLevelReview: 'Review the level that was raised in an emergency',
  refusalReview: 'Review care that the person has refused',
  changeOfMindReview: 'Review what the person has changed their mind about',
  supportedRiskReview: 'Review a risk that the person is supported to take',
} as const;

export type ObligationCode = keyof typeof OBLIGATIONS;

/** Undefined for a kind that is owed no longer, or not yet. */
export function obligationTitle(kind: string): string | undefined {
  const titles: Readonly<Record<string, string>> = OBLIGATIONS;
  return Object.hasOwn(titles, kind) ? titles[kind] : undefined;
}
