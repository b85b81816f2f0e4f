import { Ids } from '@carethread/contracts';
import { heldWithPlan, TENANT } from '@carethread/event-sourcing';
import { answerOf, queryBy, type RequestContext, type Route } from '@carethread/http-api';
import { present, type Instant } from '@carethread/ledger';
import { obligationList, type Owed } from '../../views/obligation-list.js';

const MOST_PEOPLE = 200;

class ObligationsOfPeopleRequest {
  @Ids({ min: 1, max: MOST_PEOPLE }) ids!: string[];
}

/** What is owed to a person, in one line. */
export type DueLine = {
  readonly personId: string;
  /** What falls due next. */
  readonly next?: { readonly kind: string; readonly dueAt: Instant; readonly planId: string };
  /** How much is late: what a review holds already is not. */
  readonly late: number;
  readonly open: number;
};

async function dueOf(ask: RequestContext, personId: string): Promise<DueLine | undefined> {
  const known = await ask.read.find(obligationList, personId);
  const sight = ask.sight(personId).now();
  const seen: Owed[] = [];
  for (const one of Object.values(known?.state ?? {})) if (await sight.sees(heldWithPlan(one.planId))) seen.push(one);
  if (seen.length === 0) return undefined;
  const owed = seen.filter(({ status }) => status !== 'heldAwaitingClosure');
  const [next] = owed.filter(({ dueAt }) => dueAt >= ask.now).sort((one, other) => (one.dueAt < other.dueAt ? -1 : 1));
  return present<DueLine>({
    personId,
    next: next && { kind: next.kind, dueAt: next.dueAt, planId: next.planId },
    late: owed.filter(({ dueAt }) => dueAt < ask.now).length,
    open: owed.length,
  });
}

export const obligationsOfPeopleRoutes: readonly Route[] = [
  queryBy({
    path: '/review/persons/obligations',
    summary: 'What falls due next for people, and how much is late, by the people’s ids',
    capability: 'readReview',
    body: ObligationsOfPeopleRequest,
    person: () => null,
    of: { holder: () => TENANT },
    answer: async (ask) => {
      const items: DueLine[] = [];
      for (const personId of new Set(ask.body.ids)) {
        const due = await dueOf(ask, personId);
        if (due !== undefined) items.push(due);
      }
      return { body: answerOf({ items }), shown: items.map(({ personId }) => personId) };
    },
  }),
];
