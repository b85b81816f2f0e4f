import { type Due, type WorkCounts } from '@carethread/http-api';
import { Refusal } from '@carethread/contracts';
import { listMember, member, present, presentItems, textMember, type Instant } from '@carethread/ledger';
import { isNothingHere } from '../answers.js';
import type { Answered } from '../edge.js';
import type { AllWork } from './work-counts.js';
import { countsOf, dueOf, inOrder, type WorkItem } from './work-item.js';

/** Some members of a thing, as its service shows them. */
type Some = Readonly<Record<string, unknown>>;
type Dated = WorkItem & { readonly due: Due };

/** What stands at the head of everything about a person; a part that the caller may not read is absent. */
export interface PersonOverview {
  readonly personId: string;
  readonly asOf: Instant;
  readonly person?: Some;
  readonly careTeams?: readonly Some[];
  readonly coordinators?: readonly Some[];
  readonly plans?: readonly Some[];
  readonly consent?: readonly Some[];
  readonly risks?: readonly Some[];
  readonly restrictions?: readonly Some[];
  readonly nextDates: readonly Dated[];
  readonly work: { readonly items: readonly Dated[]; readonly counts: WorkCounts };
  readonly missing: readonly string[];
}

/** Reads of one service: a template of its routes, what fills it, and the query. */
export type AskPart = (
  template: string,
  values: Readonly<Record<string, string>>,
  query: Readonly<Record<string, string>>,
) => Promise<Answered | 'away'>;

const MOST_DATES = 5;
const MOST_WORK = 20;
const MOST_LISTED = '200';

/** The parts of a person's overview, each from its service. Throws NOT_FOUND where no service has anything that the caller may read. */
export async function personOverview(
  personId: string,
  now: Instant,
  ask: AskPart,
  workOfPerson: Promise<AllWork>,
): Promise<PersonOverview> {
  const reader = new PartReader(ask);
  const listed = async (
    template: string,
    isOpen: (one: unknown) => boolean,
  ): Promise<readonly unknown[] | undefined> => {
    const body = await reader.read(template, {}, { personId, limit: MOST_LISTED });
    return body === undefined ? undefined : listMember(body, 'items').filter(isOpen);
  };
  const [person, episodes, plans, cases, risks, restrictions, work] = await Promise.all([
    reader.read('/assessment/persons/:personId', { personId }),
    listed('/care-plan/episodes', stateIsNot('ended')),
    listed('/care-plan/plans', stateIsNot('closed')),
    listed('/cpa/cases', stateIsNot('closed')),
    listed('/risk/assessments', stateIsNot('closed')),
    listed('/risk/restrictions', stateIsNot('ended')),
    workOfPerson,
  ]);
  const parts = [episodes, plans, cases, risks, restrictions, work.items];
  const missing = [...new Set([...reader.missing, ...work.missing])];
  if (person === undefined && missing.length === 0 && parts.every((part = []) => part.length === 0))
    throw new Refusal('NOT_FOUND');
  const consent = plans && (await Promise.all(plans.map((plan) => consentTo(plan, reader))));
  const items = work.items.toSorted(inOrder).map((item): Dated => ({ ...item, due: dueOf(item, now) }));
  return present<PersonOverview>({
    personId,
    asOf: now,
    person: person === undefined ? undefined : some(person, ...SHEET),
    careTeams: episodes?.map((one) =>
      some(one, 'episodeId', 'providerId', 'serviceId', 'state', 'keyworkerId', 'members'),
    ),
    coordinators: cases?.map((one) =>
      some(one, 'id', 'coordinatorId', 'teamId', 'organisationId', 'state', 'level', 'levelSince'),
    ),
    plans: plans?.map(planHead),
    consent: consent && presentItems(...consent),
    risks: risks?.map((one) => some(one, 'riskId', 'planId', 'domain', 'state', 'conclusion', 'version')),
    restrictions: restrictions?.map((one) => some(one, 'id', 'state', 'measure', 'unauthorised')),
    nextDates: items.filter(({ dueAt }) => dueAt !== undefined).slice(0, MOST_DATES),
    work: { items: items.slice(0, MOST_WORK), counts: countsOf(items, now) },
    missing: [...new Set([...missing, ...reader.missing])],
  });
}

/** Reads parts, and keeps which services did not answer. */
class PartReader {
  readonly missing = new Set<string>();
  constructor(readonly ask: AskPart) {}

  /** Undefined where there is nothing for the caller, and where the service is away. */
  async read(
    template: string,
    values: Readonly<Record<string, string>>,
    query: Readonly<Record<string, string>> = {},
  ): Promise<unknown> {
    const answered = await this.ask(template, values, query);
    if (answered === 'away') this.missing.add(template.split('/')[1] ?? '');
    return answered === 'away' || isNothingHere(answered) ? undefined : answered.body;
  }
}

const SHEET = ['status', 'name', 'dateOfBirth', 'age', 'dateOfDeath', 'firstLanguage', 'communication', 'groups'];
const PLAN = [
  'id',
  'planKind',
  'organisationId',
  'episodeId',
  'state',
  'versionNo',
  'banner',
  'withheld',
  'nextReviewBy',
];

function planHead(plan: unknown): Some {
  return { ...some(plan, ...PLAN), ...some(member(plan, 'current'), 'effectiveFrom', 'publishedAt') };
}

async function consentTo(plan: unknown, reader: PartReader): Promise<Some | undefined> {
  const planId = textMember(plan, 'id') ?? '';
  const consent = await reader.read('/consent/plans/:planId/consent', { planId });
  return consent === undefined ? undefined : { planId, ...some(consent, 'state', 'versionNo', 'withdrawn', 'basis') };
}

function stateIsNot(shut: string): (one: unknown) => boolean {
  return (one) => textMember(one, 'state') !== shut;
}

function some(from: unknown, ...names: readonly string[]): Some {
  return Object.fromEntries(
    names.flatMap((name) => {
      const found = member(from, name);
      return found === undefined ? [] : [[name, found] as const];
    }),
  );
}
