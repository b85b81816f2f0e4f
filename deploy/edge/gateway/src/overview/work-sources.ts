import { obligationTitle, signOffEntry } from '@carethread/contracts';
import { listMember, member, present, requireText, textMember } from '@carethread/ledger';
import type { Escalation, WorkItem, WorkType } from './work-item.js';

type Narrowing = Readonly<Record<string, string>>;

/** A list of a service that work stands on. */
export interface WorkSource {
  /** The service, by the first segment of its paths. */
  readonly service: string;
  /** Its route; the cursor of the whole list knows the source by it. */
  readonly template: string;
  /** What the list is asked where the caller narrows the whole by this. */
  asks(narrowing: Narrowing): Narrowing;
  /** Whether something that the list shows is still to be done. */
  isOpen(found: unknown): boolean;
  item(found: unknown): WorkItem;
}

type Said = Pick<WorkItem, 'kind' | 'title' | 'state' | 'href' | 'deputising' | 'reassigned' | 'escalations'>;

/** What stands on a list of work, by where the list is, under the paths of every service or of one. */
interface Kind extends Pick<WorkSource, 'asks' | 'isOpen'> {
  readonly of?: string;
  readonly list: string;
  readonly type: WorkType;
  /** What an item says of itself besides its id, person and instants; `template` is the path of its list. */
  says(found: unknown, template: string): Said;
}

const KINDS: readonly Kind[] = [
  {
    list: 'tasks',
    type: 'task',
    // A person's own list holds what is done as well.
    asks: (narrowing) => ({ ...narrowing, status: 'open' }),
    isOpen: () => true,
    says: (found, template) =>
      present<Said>({
        kind: requireText(found, 'kind'),
        title: textMember(found, 'title') ?? null,
        state: requireText(found, 'status'),
        href: `${template}/${requireText(found, 'id')}`,
        deputising: deputisingIn(member(found, 'deputising')),
        reassigned: reassignedIn(member(found, 'reassigned')),
        escalations: escalationsIn(found),
      }),
  },
  {
    of: 'review',
    list: 'obligations',
    type: 'obligation',
    // What was missed stands here as its task, for those whose task it is.
    asks: (narrowing) => ({ ...narrowing, asWork: 'true' }),
    isOpen: () => true,
    says: (found) => ({
      kind: requireText(found, 'kind'),
      title: obligationTitle(requireText(found, 'kind')) ?? null,
      state: requireText(found, 'status'),
      // An obligation is read with the others of its plan.
      href: `/review/plans/${requireText(found, 'planId')}/obligations`,
    }),
  },
  {
    of: 'consent',
    list: 'sign-offs',
    type: 'signOff',
    asks: signOffsFor,
    isOpen: (found) => OPEN.has(requireText(found, 'state')),
    says: (found, template) => ({
      ...present<Pick<WorkItem, 'kind' | 'title'>>(signOffEntry(requireText(found, 'subject'))),
      state: requireText(found, 'state'),
      href: `${template}/${requireText(found, 'id')}`,
    }),
  },
];

function deputisingIn(found: unknown): Said['deputising'] {
  const until = textMember(found, 'until');
  return until === undefined ? undefined : { until };
}

function reassignedIn(found: unknown): Said['reassigned'] {
  const [because, at, fromUserId] = ['because', 'at', 'fromUserId'].map((name) => textMember(found, name));
  return because === undefined || at === undefined
    ? undefined
    : present<NonNullable<Said['reassigned']>>({ because, at, fromUserId });
}

function escalationsIn(found: unknown): Said['escalations'] {
  if (member(found, 'escalations') === undefined) return undefined;
  return listMember(found, 'escalations').map((one) =>
    present<Escalation>({
      step: requireText(one, 'step'),
      since: requireText(one, 'since'),
      forRole: requireText(one, 'forRole'),
      forUserId: textMember(one, 'forUserId'),
      organisationId: textMember(one, 'organisationId'),
      teamId: textMember(one, 'teamId'),
    }),
  );
}

/** States of a sign-off that waits for somebody. */
const OPEN: ReadonlySet<string> = new Set(['requested', 'partiallySigned', 'awaitsWitness']);

/** Somebody's own are those that wait for them; a service's or a team's are all that are open there. */
function signOffsFor({ mine: _, ...narrowing }: Narrowing): Narrowing {
  if (Object.keys(narrowing).length === 0) return { awaiting: 'me' };
  return narrowing['personId'] === undefined ? { ...narrowing, open: 'true' } : narrowing;
}

/** The lists of the services that are here. */
export function workSources(paths: readonly string[]): readonly WorkSource[] {
  return KINDS.flatMap((kind) =>
    paths.filter((path) => kind.of === undefined || kind.of === path).map((path) => sourceOf(kind, path)),
  );
}

function sourceOf({ list, type, says, asks, isOpen }: Kind, service: string): WorkSource {
  const template = `/${service}/${list}`;
  return {
    service,
    template,
    asks,
    isOpen,
    item: (found) => {
      const id = requireText(found, 'id');
      return present<WorkItem>({
        service,
        type,
        id,
        personId: textMember(found, 'personId'),
        forRole: textMember(found, 'forRole'),
        dueAt: textMember(found, 'dueAt') ?? textMember(found, 'lapsesAt'),
        since: textMember(found, 'since') ?? textMember(found, 'opensAt'),
        priority: textMember(found, 'priority'),
        ...says(found, template),
      });
    },
  };
}
