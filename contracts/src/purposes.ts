import type { Role } from './roles.js';

/** Why a record is read by those who must say so, to choose from: a code, what it is called, and the roles that may have it. */
export interface ReadingPurpose {
  readonly title: string;
  readonly roles: readonly Role[];
}

/** Codes never change; titles may be worded better. `X-Purpose` takes one of them, a sentence, or both. */
export const READING_PURPOSES = {
  audit: { title: 'Audit of records and of how they were used', roles: ['AU'] },
  complaint: { title: 'A complaint is looked into', roles: ['AU', 'DP'] },
  incident: { title: 'An incident or a concern about safety is looked into', roles: ['AU', 'DP', 'RI'] },
  legalClaim: { title: 'A claim, an inquest or an order of a court', roles: ['AU', 'DP'] },
  dataRequest: { title: 'Somebody uses their rights over their data', roles: ['DP', 'AU'] },
  oversight: { title: 'Oversight of data protection', roles: ['DP'] },
  breach: { title: 'A possible breach of personal data is looked into', roles: ['DP', 'AU'] },
  inspection: { title: 'Inspection of a service under a grant', roles: ['RI'] },
  benefitDecision: { title: 'A decision about a benefit', roles: ['DW'] },
  administration: { title: 'Administration of records', roles: ['PA', 'SM', 'RM'] },
  supervision: { title: 'Supervision of staff and of the quality of records', roles: ['SM', 'RM'] },
} as const satisfies Record<string, ReadingPurpose>;
