import { listMember, member, present, textMember, type Instant } from '@carethread/ledger';
import { isNothingHere, itemsOf } from '../answers.js';
import type { Answered } from '../edge.js';

/** Members of a thing, as its service shows them. */
type Some = Readonly<Record<string, unknown>>;

export interface PeopleOverview {
  readonly items: readonly Some[];
  readonly next?: string;
  readonly asOf: Instant;
  /** Services that did not answer: what they have is not in this answer. */
  readonly missing: readonly string[];
}

/** Asks a list of one service: a template of its routes and the query. */
export type AskList = (template: string, query: Readonly<Record<string, string>>) => Promise<Answered | 'away'>;
/** Asks a service for what it has of people: a template of its routes and their ids. */
export type AskOfPeople = (template: string, ids: readonly string[]) => Promise<Answered | 'away'>;

/** What stands beside a person: by whom it is kept, and as what it is shown. */
interface Part {
  readonly template: string;
  /** By what member its items name the person. */
  readonly by: string;
  shown(item: unknown): Some;
}

const some = (...names: readonly string[]): Part['shown'] => {
  return (item) =>
    Object.fromEntries(names.flatMap((name) => (member(item, name) === undefined ? [] : [[name, member(item, name)]])));
};

const OF_PEOPLE: readonly Part[] = [
  { template: '/care-plan/persons/plans', by: 'personId', shown: some('plans') },
  { template: '/consent/persons/consents', by: 'personId', shown: some('consents') },
  { template: '/review/persons/obligations', by: 'personId', shown: some('next', 'late', 'open') },
];
const NAMES: Part = { template: '/assessment/persons/names', by: 'id', shown: some('name') };
const CASE = [
  ...['id', 'state', 'coordinatorId', 'interim', 'teamId', 'organisationId', 'regionCode', 'level', 'levelSince'],
  ...['lapses', 'lastContact', 'nextContactBy', 'review'],
];

/** A page of the caller’s people, each with how their plans, consent and dates stand: one call to each service. */
export function peopleOverview(
  query: Readonly<Record<string, string>>,
  now: Instant,
  list: AskList,
  ofPeople: AskOfPeople,
): Promise<PeopleOverview> {
  const shown = some('status', 'name', 'dateOfBirth', 'birth', 'dateOfDeath');
  const itemOf = (item: unknown): Some => ({ personId: textMember(item, 'id'), ...shown(item) });
  return composed({ template: '/assessment/persons', by: 'id', shown: itemOf }, OF_PEOPLE, query, now, list, ofPeople);
}

/** A page of a caseload, each case with whose it is. */
export function caseloadOverview(
  query: Readonly<Record<string, string>>,
  now: Instant,
  list: AskList,
  ofPeople: AskOfPeople,
): Promise<PeopleOverview> {
  const shown = some(...CASE);
  const itemOf = (item: unknown): Some => ({ personId: textMember(item, 'personId'), ...shown(item) });
  return composed({ template: '/cpa/cases', by: 'personId', shown: itemOf }, [NAMES], query, now, list, ofPeople);
}

async function composed(
  page: Part,
  parts: readonly Part[],
  query: Readonly<Record<string, string>>,
  now: Instant,
  list: AskList,
  ofPeople: AskOfPeople,
): Promise<PeopleOverview> {
  const listed = await list(page.template, query);
  if (listed === 'away') return { items: [], asOf: now, missing: [serviceOf(page)] };
  const items = isNothingHere(listed) ? [] : itemsOf(listed);
  const ids = [...new Set(items.flatMap((item) => textMember(item, page.by) ?? []))];
  const found = ids.length === 0 ? [] : await Promise.all(parts.map((part) => partOf(part, ids, ofPeople)));
  return present<PeopleOverview>({
    items: items.map((item) => {
      const id = textMember(item, page.by) ?? '';
      return found.reduce<Some>((whole, { of }) => ({ ...whole, ...of.get(id) }), page.shown(item));
    }),
    next: textMember(isNothingHere(listed) ? undefined : listed.body, 'next'),
    asOf: now,
    missing: [...new Set(found.flatMap(({ away }) => away ?? []))],
  });
}

async function partOf(
  part: Part,
  ids: readonly string[],
  ofPeople: AskOfPeople,
): Promise<{ readonly of: ReadonlyMap<string, Some>; readonly away?: string }> {
  const answered = await ofPeople(part.template, ids);
  if (answered === 'away') return { of: new Map(), away: serviceOf(part) };
  const items = isNothingHere(answered) ? [] : listMember(answered.body, 'items');
  return { of: new Map(items.map((item) => [textMember(item, part.by) ?? '', part.shown(item)])) };
}

const serviceOf = ({ template }: Part): string => template.split('/')[1] ?? '';
