import { PLAN_KINDS } from '@carethread/contracts';
import { type Route, listOn, codes, query, TIMES } from '@carethread/http-api';
import { carePlan } from '../../domain/plan/decider.js';
import { administrativeFields } from './administrative-fields.js';
import { headSeen } from './head-seen.js';
import { planOf, personOfPlan } from './loaded-plan.js';
import { ID } from '../parameters.js';
import { PL } from './path.js';
import { planAsKnown } from './plan-as-known.js';
import { planHead } from './plan-head.js';
import { plansOverMany } from './plans-over-many.js';

export const planHeadRoutes: readonly Route[] = [
  listOn(carePlan)({
    path: PL,
    summary: 'Plans: of one person, or over many people by their next review',
    capability: 'readPlan',
    filters: {
      planKind: codes(...PLAN_KINDS),
      state: codes('draft', 'provisional', 'active', 'suspended', 'closed'),
      organisationId: ID,
    },
    show: async (_, { id, personId }, ask) => {
      const { state } = await planOf({ ...ask, params: { id } });
      return headSeen(ask, personId, id, planHead(state, ask.now));
    },
    inBrief: plansOverMany,
  }),
  query({
    path: `${PL}/:id`,
    summary: 'A plan: its head, or its version as known at × as effective at',
    capability: 'readPlan',
    of: { on: carePlan },
    person: personOfPlan,
    queryParameters: TIMES,
    answer: (ask) => planAsKnown(ask),
  }),
  query({
    path: `${PL}/:id/administrative`,
    summary: 'Administrative fields of a plan, no content',
    capability: 'readAdministrative',
    of: { on: carePlan },
    person: personOfPlan,
    queryParameters: TIMES,
    answer: (ask) => administrativeFields(ask),
  }),
];
