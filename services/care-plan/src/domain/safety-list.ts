import { localDate } from '@carethread/calendar';
import { canonicalJson, type Instant, type JsonObject } from '@carethread/ledger';
import type { CarePlanFacts } from './facts.js';
import { items, said, section, type Item, type PlanContent } from './plan/content.js';
import type { PlanState } from './plan/state.js';
import { inForceAt } from './plan/in-force.js';

/** What everybody who helps the person must know at once, from whatever plan (architecture §6b). */
export interface SafetyList {
  readonly allergies: readonly JsonObject[];
  readonly risks: readonly JsonObject[];
  readonly restrictions: readonly JsonObject[];
  readonly emergencyContacts: readonly JsonObject[];
}

/** Of the plans in force, and of what others recorded; no item names the plan or the organisation that it comes from. */
export function safetyList(plans: readonly PlanState[], facts: CarePlanFacts, now: Instant): SafetyList {
  const contents = contentsFor(plans, now);
  return {
    allergies: distinct(contents.flatMap((content) => items(content, 'allergies')).map(withoutIds('id', 'allergyId'))),
    risks: risksOf(facts),
    restrictions: restrictionsOf(facts, localDate(now)),
    emergencyContacts: distinct([
      ...contents.flatMap(emergencyContactsOf).map(withoutIds('id', 'contactId')),
      ...contactsNamed(facts),
    ]),
  };
}

/** What the open plans say now; where none is in force, what the plan that was closed last said then. */
function contentsFor(plans: readonly PlanState[], now: Instant): readonly PlanContent[] {
  const open = plans
    .filter(({ closed }) => closed === undefined)
    .flatMap((plan) => {
      const inForce = inForceAt(plan, now);
      return inForce === undefined ? [] : [inForce.content];
    });
  if (open.length > 0) return open;
  const over = plans
    .flatMap((plan) => {
      const closedAt = plan.closed?.closedAt ?? now;
      const content = inForceAt(plan, closedAt)?.content;
      return content === undefined ? [] : [{ closedAt, content }];
    })
    .toSorted((a, b) => (a.closedAt < b.closedAt ? -1 : 1));
  return over.slice(-1).map(({ content }) => content);
}

function risksOf({ risks }: CarePlanFacts) {
  return Object.entries(risks)
    .filter(([, { open }]) => open)
    .map(([riskId, { version, domain, hazard, conclusion, managementPlan, reviewOn }]) => ({
      riskId,
      version,
      ...given({ domain, hazard, conclusion, managementPlan, reviewOn }),
    }));
}

function restrictionsOf({ authorised }: CarePlanFacts, today: string) {
  return Object.entries(authorised)
    .filter(([, { ended, from, to }]) => !ended && from <= today && today <= to)
    .map(([restrictionId, { measure, scheme, from, to, conditions }]) => ({
      restrictionId,
      ...given({ measure }),
      scheme,
      from,
      to,
      conditions,
    }));
}

/** Contacts that a plan marks for an emergency, wherever it names them. */
function emergencyContactsOf(content: PlanContent): readonly Item[] {
  const { emergencyContacts } = section(content, 'contingency');
  const listed = items({ emergencyContacts: emergencyContacts ?? [] }, 'emergencyContacts');
  const inWords = typeof emergencyContacts === 'string' && said(emergencyContacts) ? [{ what: emergencyContacts }] : [];
  const marked = ['importantPeople', 'contacts'].flatMap((name) => items(content, name)).filter(isForEmergencies);
  return [...marked, ...listed, ...inWords];
}

function isForEmergencies({ emergency, isEmergency }: Item): boolean {
  return emergency === true || isEmergency === true || (typeof emergency === 'string' && said(emergency));
}

/** Contacts whom the person named as such. */
function contactsNamed({ contacts }: CarePlanFacts) {
  return Object.values(contacts)
    .filter(({ scopes, role }) => scopes.length > 0 && role?.toLowerCase().includes('emergency') === true)
    .map(({ name, kind, role = '' }) => ({ name, kind, role }));
}

const withoutIds =
  (...names: readonly string[]) =>
  (item: Item): Item =>
    Object.fromEntries(Object.entries(item).filter(([name]) => !names.includes(name)));

/** Two plans often say the same. */
function distinct<One extends JsonObject>(found: readonly One[]): readonly One[] {
  return [...new Map(found.map((one) => [canonicalJson(one), one])).values()];
}

function given<Name extends string>(members: Readonly<Record<Name, string | undefined>>) {
  const found: { [Given in Name]?: string } = {};
  for (const name in members) if (members[name] !== undefined) found[name] = members[name];
  return found;
}
