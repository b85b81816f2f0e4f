import { BASES_DESPITE_RESTRICTION, isPlanSection, Refusal } from '@carethread/contracts';
import { type Holder, heldWithPlan } from '@carethread/event-sourcing';
import { answerOf, type Route, query, type RequestContext } from '@carethread/http-api';
import type { CarePlanFacts } from '../../domain/facts.js';
import { carePlan } from '../../domain/plan/decider.js';
import { withReasonedLevel } from '../../domain/plan/disclosed.js';
import { asEffectiveAt } from '../../domain/plan/in-force.js';
import { asProvidedAt } from '../../domain/plan/provided.js';
import { type DisclosedCopy, disclosedCopies } from '../../views/disclosed-copies.js';

export const disclosedCopyRoutes: readonly Route[] = [
  query({
    path: '/care-plan/disclosures/:id/copy',
    summary: 'What was disclosed to this recipient, and nothing else',
    capability: 'readDisclosedCopy',
    of: { holder: disclosedTo },
    person: async (ask) => (await disclosedCopyOf(ask)).personId,
    answer: (ask) => disclosedCopy(ask),
  }),
];

export async function disclosedCopyOf({ read, params }: RequestContext): Promise<DisclosedCopy> {
  const found = await read.find(disclosedCopies, params['id'] ?? '');
  if (found === undefined) throw new Refusal('NOT_FOUND');
  return found;
}

/** The recipient, and those who hold the plan. */
export async function disclosedTo(ask: RequestContext): Promise<readonly Holder[]> {
  const { planId, recipientId } = await disclosedCopyOf(ask);
  return [heldWithPlan(planId), { kind: 'users', userIds: [recipientId] }];
}

/** What was disclosed, as it stood then, to this recipient and nobody else: never a later version (CPA-57, CPA-58, CPA-41). */
export async function disclosedCopy(ask: RequestContext) {
  const { disclosureId, personId, planId, versionNo, fields, preparedOn, basis } = await disclosedCopyOf(ask);
  const { state, erased } = await ask.read.state(carePlan, planId);
  if (erased) throw new Refusal('CONTENT_ERASED');
  const { versions } = state;
  // As it was known when it was disclosed: what was set right later is in no copy of before.
  const then = (await ask.read.history(carePlan, planId, preparedOn)).state;
  const version = then.versions.find((one) => one.versionNo === versionNo);
  if (version === undefined) throw new Refusal('NOT_FOUND');
  const next = versions.find((one) => one.versionNo > versionNo);
  const named: readonly string[] = fields.filter((field) => isPlanSection(field));
  const decided = personId === null ? [] : (await ask.read.facts<CarePlanFacts>(personId)).facts.levelsDecided;
  const read = asEffectiveAt(then, version, preparedOn);
  const whole = withReasonedLevel(asProvidedAt(then, version, preparedOn), version.publishedAt, decided);
  const content =
    named.length === 0
      ? whole
      : Object.fromEntries(Object.entries(whole).filter(([section]) => named.includes(section)));
  return {
    despiteRestriction: basis !== undefined && BASES_DESPITE_RESTRICTION.includes(basis),
    body: answerOf({
      disclosureId,
      planId,
      versionNo,
      issueNo: read.issueNo,
      preparedOn,
      caveat: 'This plan shows the position on its preparation date only; it is no measure of severity.',
      content,
      supersededOn: next?.publishedAt,
    }),
  };
}
