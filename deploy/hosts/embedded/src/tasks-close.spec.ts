import { TASKS, type TaskKind } from '@carethread/contracts';
import { services } from './embedded.js';

/** Which policies close each kind of task that says it is closed by what happens, and not by hand alone. */
const CLOSED_BY: Partial<Record<TaskKind, readonly string[]>> = {
  reassessRisk: ['close-reassessment-when-risk-is'],
  renewAuthorisation: ['close-renewal-when-restriction-is-settled'],
  interimCoordinator: ['close-task-when-obligation-ends'],
  regionLevelDecision: ['close-task-when-obligation-ends'],
  emergencyLevelWithoutPlan: ['close-task-when-emergency-level-has-plan', 'close-tasks-when-case-closes'],
  coordinatorRequired: ['close-task-when-coordinator-is-named', 'close-tasks-when-case-closes'],
  contactLapsed: ['close-tasks-when-case-closes'],
  obligationMissed: [
    'close-missed-contact-when-made-or-lapsed',
    'close-task-when-missed-obligation-ends',
    'close-task-when-obligation-ends',
    'close-tasks-when-case-closes',
  ],
  disengagementIndicator: ['close-tasks-when-case-closes'],
  consentWithdrawn: ['close-tasks-when-case-closes'],
  prepareRendition: ['close-task-when-copy-is-issued'],
  replaceHomeCopy: ['close-home-copy-task-when-copy-is-placed'],
  replacePlan: ['close-offer-when-plan-replaced'],
  witnessSignature: ['raise-task-when-signature-awaits-witness'],
  riskRefused: ['close-task-when-refused-risk-is-settled'],
  amendmentIncomplete: ['close-incomplete-amendment-when-made'],
  changeAcknowledgement: ['close-escalation-when-notice-is-acknowledged'],
  changeWaiting: ['raise-task-when-change-waits'],
  contributionSuggested: ['close-contribution-task-when-answered'],
  publicationRefused: ['close-refused-publication-when-version-published'],
  caseOpenedAlone: ['close-tasks-when-case-closes'],
};

/** An event by its own name, or by that of the contract that tells other services of it. */
function isOn(event: string, when: readonly string[]): boolean {
  const contract = event.replace(/(?<!^)[A-Z]/g, (letter) => `-${letter}`).toLowerCase();
  return when.some((one) => one === event || one.endsWith(`.${contract}.v1`));
}

describe('what closes a task', () => {
  const policies = services.flatMap((service) => service.policies ?? []);
  const named = Object.entries(TASKS).map(([kind, { closesWhen }]) => ({
    kind: kind as TaskKind,
    events: closesWhen.filter((event) => event !== 'completion'),
  }));

  it('every kind that names an event is closed by a policy, and no other', () => {
    expect(Object.keys(CLOSED_BY).sort()).toEqual(
      named
        .filter(({ events }) => events.length > 0)
        .map(({ kind }) => kind)
        .sort(),
    );
  });

  it.each(named.flatMap(({ kind, events }) => events.map((event) => [kind, event] as const)))(
    '%s closes on %s: a policy acts on it',
    (kind, event) => {
      const closing = policies.filter(({ name }) => CLOSED_BY[kind]?.includes(name) === true);
      expect(closing.map(({ name }) => name).sort()).toEqual([...(CLOSED_BY[kind] ?? [])].sort());
      expect(closing.some(({ when }) => isOn(event, when))).toBe(true);
    },
  );
});
