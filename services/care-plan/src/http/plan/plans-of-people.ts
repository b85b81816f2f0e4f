import { Ids } from '@carethread/contracts';
import { heldWithPlan, TENANT } from '@carethread/event-sourcing';
import { answerOf, queryBy, type RequestContext, type Route } from '@carethread/http-api';
import { present, type Instant } from '@carethread/ledger';
import { standingOf } from '../../domain/plan/outline.js';
import { planList } from '../../views/plan-list.js';
import { unreadOf, unreadVersions } from '../../views/unread-versions.js';

const MOST_PEOPLE = 200;

class PlansOfPeopleRequest {
  @Ids({ min: 1, max: MOST_PEOPLE }) ids!: string[];
}

/** How a plan stands, in one line. */
export type PlanLine = {
  readonly planId: string;
  readonly planKind: string;
  readonly organisationId: string;
  readonly state: string;
  readonly versionNo?: number;
  readonly nextReviewBy?: string;
  /** Whether the caller is of the team and has not said that they have read the version in force. */
  readonly unread: boolean;
};

/** The plans of a person that are not closed, as far as the caller may read them. */
async function plansOf(ask: RequestContext, personId: string): Promise<readonly PlanLine[]> {
  const known = await ask.read.find(planList, personId);
  if (known === undefined) return [];
  const sight = ask.sight(personId).now();
  const unread = await unreadBy(ask, personId);
  const lines: PlanLine[] = [];
  for (const { id, state: outline } of Object.values(known.state)) {
    const held = known.relations.plans[id];
    const { state, current } = standingOf(outline, ask.now);
    if (held === undefined || state === 'closed' || !(await sight.sees(heldWithPlan(id)))) continue;
    const { planKind, organisationId } = held;
    const [versionNo, nextReviewBy] = [current?.versionNo, current?.nextReviewBy];
    const isUnread = unread.has(`${id} ${versionNo ?? 0}`);
    lines.push(present({ planId: id, planKind, organisationId, state, versionNo, nextReviewBy, unread: isUnread }));
  }
  return lines;
}

/** Plan and version of what the caller has not read. */
async function unreadBy({ read, actor, now }: RequestContext, personId: string): Promise<ReadonlySet<string>> {
  const known = await read.find(unreadVersions, personId);
  const versions = known === undefined ? [] : unreadOf(known);
  const isNow = ({ effectiveFrom, until }: { readonly effectiveFrom: Instant; readonly until?: Instant }): boolean =>
    effectiveFrom <= now && (until === undefined || now < until);
  const theirs = versions.filter((one) => isNow(one) && one.userIds.includes(actor.userId));
  return new Set(theirs.map(({ planId, versionNo }) => `${planId} ${versionNo}`));
}

export const plansOfPeopleRoutes: readonly Route[] = [
  queryBy({
    path: '/care-plan/persons/plans',
    summary: 'How the plans of people stand, and whether the caller has read them, by the people’s ids',
    capability: 'readPlan',
    body: PlansOfPeopleRequest,
    person: () => null,
    of: { holder: () => TENANT },
    answer: async (ask) => {
      const items: { readonly personId: string; readonly plans: readonly PlanLine[] }[] = [];
      for (const personId of new Set(ask.body.ids)) {
        const plans = await plansOf(ask, personId);
        if (plans.length > 0) items.push({ personId, plans });
      }
      return { body: answerOf({ items }), shown: items.map(({ personId }) => personId) };
    },
  }),
];
