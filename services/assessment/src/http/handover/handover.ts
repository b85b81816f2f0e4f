import { Code, Flag, Id, InstantField, LocalDate, Nested, SETTINGS, Text, refuse } from '@carethread/contracts';
import {
  codes,
  commandFrom,
  commandOn,
  listOn,
  readOn,
  type RequestContext,
  type Route,
  headOf,
} from '@carethread/http-api';
import { handover } from '../../domain/handover/decider.js';
import type { HandoverState } from '../../domain/handover/state.js';
import { handoverList } from '../../views/handover-list.js';
import { publishedPlans } from '../../views/published-plans.js';
import { PlanRef } from '../plan-ref.js';
import { ReasonRequest } from '../reason-request.js';

class IssueHandoverRequest {
  /** Left out, it is the plan's. */
  @Id({ optional: true }) personId?: string;
  @Id() providerId!: string;
  @Id({ optional: true }) serviceId?: string;
  @Code(SETTINGS, { optional: true }) setting?: string;
  @Flag({ optional: true }) emergency?: boolean;
  @Text({ optional: true }) reason?: string;
  @InstantField({ optional: true }) respondBy?: string;
  @Nested(() => PlanRef, { optional: true }) planRef?: PlanRef;
  @InstantField({ optional: true }) occurredAt?: string;
}

class AcceptHandoverRequest {
  @Id() keyworkerId!: string;
  @LocalDate() plannedStart!: string;
  @InstantField({ optional: true }) occurredAt?: string;
}

const PATH = '/assessment/handovers';
const FILTERS = {
  state: codes('issued', 'accepted', 'returned', 'ended'),
  emergency: codes('true', 'false'),
  providerId: { type: 'string', format: 'uuid' },
} as const;

const shown = ({ issued, ...state }: HandoverState) => ({ ...issued, ...state });

export const handoverRoutes: readonly Route[] = [
  commandOn(handover)({
    method: 'POST',
    path: PATH,
    summary: 'Hand a plan over to a provider',
    capability: 'issueHandover',
    body: IssueHandoverRequest,
    stream: 'new',
    person: (ask) => personHandedOver(ask),
    command: ({ body }) => commandFrom('IssueHandover', body),
  }),
  listOn(handover)({
    path: PATH,
    summary: 'Handovers, whoever has waited longest first: those of a person, to a provider or from the council',
    capability: 'readPlan',
    // A provider sees also what came of it that it was asked, where it did not take the person on.
    former: 'whole',
    show: shown,
    filters: FILTERS,
    entries: {
      view: handoverList,
      filters: FILTERS,
      between: { from: 'issuedFrom', to: 'issuedTo' },
      holder: ({ state, opened }) => handover.holder(state, opened, 'readPlan'),
      item: (kept) => ({ ...headOf(kept), ...shown(kept.state) }),
    },
  }),
  readOn(handover)({ path: `${PATH}/:id`, summary: 'A handover', capability: 'readPlan', show: shown }),
  commandOn(handover)({
    method: 'POST',
    path: `${PATH}/:id/acceptance`,
    summary: 'Accept a handover',
    capability: 'answerHandover',
    body: AcceptHandoverRequest,
    command: ({ body }) => commandFrom('AcceptHandover', body),
  }),
  commandOn(handover)({
    method: 'POST',
    path: `${PATH}/:id/return`,
    summary: 'Return a handover, with reasons',
    capability: 'answerHandover',
    body: ReasonRequest,
    command: ({ body }) => commandFrom('ReturnHandover', body),
  }),
];

/** Whose plan it is: the caller may leave it to the plan to say. Without a plan there is nobody to hand over. */
async function personHandedOver({ read, body }: RequestContext<IssueHandoverRequest>): Promise<string> {
  if (body.personId !== undefined) return body.personId;
  const plan = body.planRef && (await read.find(publishedPlans, body.planRef.id));
  return plan?.personId ?? refuse('HANDOVER_PLAN_REQUIRED', ['planRef']);
}
