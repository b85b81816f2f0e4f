/** What a sign-off asks for on a list of work, by what is signed. Titles hold no word about anybody; kinds never change. */
export const SIGN_OFFS = {
  planVersion: { kind: 'signPlanVersion', title: 'Sign a version of a plan' },
  riskAssessment: { kind: 'signRiskAssessment', title: 'Agree to a risk assessment' },
  restriction: { kind: 'signRestriction', title: 'Agree to a restriction' },
  restoration: { kind: 'signRestoration', title: 'Agree again to care to which consent was withdrawn' },
} as const;

export interface SignOffEntry {
  readonly kind: string;
  readonly title: string | null;
}

export function signOffEntry(subject: string): SignOffEntry {
  const entries: Readonly<Record<string, SignOffEntry>> = SIGN_OFFS;
  return entries[subject] ?? { kind: 'sign', title: null };
}
