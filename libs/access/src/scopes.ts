import { CAPABILITIES, type Capability, type Role } from '@carethread/contracts';

/** Which of the scopes that a person gave to a contact opens which capability (model §3.5). */
export const SCOPES: Readonly<Partial<Record<Capability, readonly string[]>>> = {
  readPlan: ['readPlan'],
  readSuperseded: ['readPlan'],
  readAdministrative: ['readPlan'],
  readRisk: ['readPlan'],
  readReview: ['review', 'readPlan'],
  readConsent: ['readPlan'],
  readSafety: ['readPlan'],
  readPerson: ['readPlan', 'drawingUp', 'implementing', 'review'],
  // Whose names they are is said of those who care for a person whose sheet is open.
  readStaff: ['readPlan', 'drawingUp', 'implementing', 'review'],
  suggestContent: ['drawingUp', 'implementing'],
  readContributions: ['drawingUp', 'implementing', 'readPlan'],
  acknowledgeReading: ['implementing', 'readPlan'],
  requestReview: ['review'],
  reportChange: ['implementing', 'review', 'readPlan'],
  manageCopies: ['copies', 'readPlan'],
  assessRisk: ['drawingUp', 'implementing'],
  recordCapacity: ['drawingUp', 'implementing'],
  sign: ['drawingUp', 'review', 'implementing'],
  // A contact named as a witness acts as one, whatever other scopes they have.
  witness: [],
  // A contact who was briefed acknowledges it, in the same way.
  acknowledgeBriefing: [],
  refuseOrWithdraw: [],
  changeInvolvement: [],
  attachStatement: [],
  makeDataRequest: [],
};

/** Roles that stand nearer to the person than their staff do: what they may do, the person's permission opens. */
export const CONTACT_ROLES: readonly Role[] = ['OP', 'CA', 'AD', 'LR'];

/** Capabilities that every role has in its own tenant: they concern no person, so no person permits them. */
const OF_THE_TENANT: readonly Capability[] = ['readConfiguration', 'readPurposes'];

/** Capabilities of contacts that no scope opens: a new capability must have a scope that opens it. Empty where all is well. */
export function withoutScope(
  table: Readonly<Record<string, Readonly<Partial<Record<Role, string>>>>> = CAPABILITIES,
  scopes: Readonly<Record<string, readonly string[] | undefined>> = SCOPES,
): readonly string[] {
  return Object.entries(table)
    .filter(([name, row]) => CONTACT_ROLES.some((role) => row[role] !== undefined) && scopes[name] === undefined)
    .map(([name]) => name)
    .filter((name) => !OF_THE_TENANT.some((one) => one === name));
}

/** Refuses to start with a capability that would be open to every contact for want of a scope. */
export function requireScopes(): void {
  const missing = withoutScope();
  if (missing.length > 0) throw new Error(`no scope of a contact opens: ${missing.join(', ')}`);
}
