import { Id, Ids } from '@carethread/contracts';
import { TENANT } from '@carethread/event-sourcing';
import { answerOf, queryBy, type RequestContext, type Route } from '@carethread/http-api';
import { staffMember } from '../../domain/staff-member/decider.js';
import { PATH } from './path.js';
import { lastShown, servesOrIs, shownStaff, staffSight, type ShownStaff } from './shown-staff.js';

const MOST_NAMES = 200;

class StaffNamesRequest {
  @Ids({ min: 1, max: MOST_NAMES }) ids!: string[];
  /** Of those who care for this person, where the caller is no colleague of theirs. */
  @Id({ optional: true }) personId?: string;
}

class ActorsRequest {
  /** Pseudonyms, as stored events name whoever acted. */
  @Ids({ min: 1, max: MOST_NAMES }) users!: string[];
}

/** The person whose carers are asked for: who asks for their own need not say so. */
async function personIn(ask: RequestContext<StaffNamesRequest>): Promise<string | undefined> {
  const personId = ask.body.personId ?? ask.actor.personId;
  return personId !== undefined && (await servesOrIs(ask, personId)) ? personId : undefined;
}

export const staffNameRoutes: readonly Route[] = [
  queryBy({
    path: `${PATH}/names`,
    summary: 'What members of staff are called, by their ids, of those whom the caller may know',
    capability: 'readStaff',
    body: StaffNamesRequest,
    person: () => null,
    of: { holder: () => TENANT },
    answer: async (ask) => {
      const personId = await personIn(ask);
      const sees = await staffSight(ask, personId);
      const items: (ShownStaff & { readonly id: string })[] = [];
      for (const id of new Set(ask.body.ids)) {
        const shown = await shownStaff(ask, id, sees);
        if (shown !== undefined) items.push({ id, ...shown });
      }
      const isOfPerson = ask.body.personId !== undefined && personId !== undefined;
      return { body: answerOf({ items }), shown: isOfPerson ? [personId] : [] };
    },
  }),
  queryBy({
    path: `${PATH}/actors`,
    summary: 'Who acted, by the pseudonyms that stored events name them by; each look is logged',
    capability: 'audit',
    body: ActorsRequest,
    person: () => null,
    of: { holder: () => TENANT },
    answer: async ({ body, read }) => {
      const items: (ShownStaff & { readonly user: string; readonly id: string })[] = [];
      for (const user of new Set(body.users)) {
        const { state } = await read.state(staffMember, user);
        const shown = lastShown(state);
        if (shown !== undefined) items.push({ user, id: state.userId ?? '', ...shown });
      }
      // Each of them has the look in an access log of their own.
      return { body: answerOf({ items }), shown: items.map(({ user }) => user), showing: 'found' };
    },
  }),
];
