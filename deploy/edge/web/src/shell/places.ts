/** Pages that the navigation leads to, in its order; each role sees those that it may open. */
export const PLACES = [
  '/today',
  '/shift',
  '/caseload',
  '/me',
  '/find',
  '/overdue',
  '/handovers',
  '/handover',
  '/sign',
  '/services',
  '/changes',
  '/inspect',
  '/data',
  '/notices',
  '/admin/organisations',
] as const;
export type Place = (typeof PLACES)[number];
