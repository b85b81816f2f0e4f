import { Ids } from '@carethread/contracts';
import { TENANT } from '@carethread/event-sourcing';
import { answerOf, queryBy, type RequestContext, type Route } from '@carethread/http-api';
import { present } from '@carethread/ledger';
import { careConsent } from '../../domain/care-consent/decider.js';
import { standingAt } from '../../domain/care-consent/standing.js';
import { withdrawalList } from '../../views/withdrawal-list.js';

const MOST_PEOPLE = 200;

class ConsentsOfPeopleRequest {
  @Ids({ min: 1, max: MOST_PEOPLE }) ids!: string[];
}

/** How consent to care under a plan stands, in one line. */
export type ConsentLine = {
  readonly planId: string;
  readonly state: string;
  readonly versionNo?: number;
  readonly withdrawn: ReturnType<typeof standingAt>['withdrawn'];
};

async function consentsOf(ask: RequestContext, personId: string): Promise<readonly ConsentLine[]> {
  const known = await ask.read.find(withdrawalList, personId);
  const sight = ask.sight(personId).now();
  const lines: ConsentLine[] = [];
  for (const { id, state, opened } of Object.values(known?.state ?? {})) {
    if (!(await sight.sees(...[careConsent.holder(state, opened, 'readConsent')].flat()))) continue;
    const { state: standing, versionNo, withdrawn } = standingAt(state, ask.now);
    lines.push(present<ConsentLine>({ planId: id, state: standing, versionNo, withdrawn }));
  }
  return lines;
}

export const consentsOfPeopleRoutes: readonly Route[] = [
  queryBy({
    path: '/consent/persons/consents',
    summary: 'How consent to people’s care stands under each plan, by the people’s ids',
    capability: 'readConsent',
    body: ConsentsOfPeopleRequest,
    person: () => null,
    of: { holder: () => TENANT },
    answer: async (ask) => {
      const items: { readonly personId: string; readonly consents: readonly ConsentLine[] }[] = [];
      for (const personId of new Set(ask.body.ids)) {
        const consents = await consentsOf(ask, personId);
        if (consents.length > 0) items.push({ personId, consents });
      }
      return { body: answerOf({ items }), shown: items.map(({ personId }) => personId) };
    },
  }),
];
