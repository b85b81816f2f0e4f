import { PLAN_KINDS, Refusal } from '@carethread/contracts';
import { heldWithPlan } from '@carethread/event-sourcing';
import { type Route, codes, query, commandOn, listOver } from '@carethread/http-api';
import type { CarePlanFacts } from '../../domain/facts.js';
import { carePlan } from '../../domain/plan/decider.js';
import { versionAt } from '../../domain/plan/in-force.js';
import { readers } from '../../domain/readers/decider.js';
import { personOfPlan, planHeld, planOf } from '../plan/loaded-plan.js';
import { PL } from '../plan/path.js';
import { unreadVersions } from '../../views/unread-versions.js';

export const readersRoutes: readonly Route[] = [
  listOver({
    path: '/care-plan/unread-versions',
    summary: 'Versions in force that somebody of the team has not said they have read, those in force longest first',
    capability: 'readPlan',
    about: 'CITY-46',
    entries: {
      view: unreadVersions,
      filters: { planKind: codes(...PLAN_KINDS) },
      further: { userId: { type: 'string', format: 'uuid', description: 'Who has not read it' } },
      ofUser: 'userId',
      between: { from: 'inForceFrom', to: 'inForceTo' },
      holder: ({ planId }) => heldWithPlan(planId),
      // A version takes the place of another with the clock alone.
      sees: ({ effectiveFrom, until, userIds }, { now, query: { userId } }) =>
        effectiveFrom <= now &&
        (until === undefined || now < until) &&
        (userId === undefined || userIds.includes(userId)),
      item: ({ until: _, ...one }) => ({ id: `${one.planId}/${one.versionNo}`, ...one }),
    },
  }),
  query({
    path: `${PL}/:id/readers`,
    summary: 'Who of the team has read the version in force',
    capability: 'readPlan',
    of: { on: carePlan },
    person: personOfPlan,
    paged: true,
    answer: async (ask) => {
      const { state, personId } = await planHeld(ask);
      const { read: seen } = (await ask.read.state(readers, ask.params['id'] ?? '')).state;
      const { facts } = await ask.read.facts<CarePlanFacts>(personId);
      const team = Object.values(facts.teams).filter(
        ({ open, organisationId }) => open && organisationId === state.opened?.organisationId,
      );
      const versionNo = versionAt(state, ask.now)?.versionNo ?? 0;
      const userIds = [
        ...new Set([...team.flatMap(({ members, keyworkerId }) => [keyworkerId, ...members]), ...Object.keys(seen)]),
      ];
      return {
        body: {
          versionNo,
          items: userIds.map((userId) => ({
            userId,
            read: seen[userId]?.includes(versionNo) === true,
            versions: seen[userId] ?? [],
          })),
        },
      };
    },
  }),
  commandOn(readers)({
    method: 'POST',
    path: `${PL}/:id/versions/:n/read-acknowledgements`,
    summary: 'Say that one has read a version',
    capability: 'acknowledgeReading',
    stream: 'either',
    answers: 201,
    readAt: `${PL}/:id/readers`,
    person: personOfPlan,
    before: async (ask) => {
      const { state } = await planOf(ask);
      if (!state.versions.some(({ versionNo }) => String(versionNo) === ask.params['n']))
        throw new Refusal('NOT_FOUND');
    },
    command: ({ params }) => ({ type: 'AcknowledgeReading', versionNo: Number(params['n']) }),
  }),
];
