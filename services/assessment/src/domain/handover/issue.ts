import { addDays, localDate } from '@carethread/calendar';
import { fault, malformed, refuse } from '@carethread/contracts';
import type { Context } from '@carethread/event-sourcing';
import type { AssessmentFacts } from '../facts.js';
import { inLife } from '../life.js';
import type { HandoverEvent, HandoverIssued } from './events.js';
import type { HandoverState } from './state.js';

export type IssueHandover = { readonly type: 'IssueHandover' } & Omit<HandoverIssued, 'handoverId' | 'emergency'> & {
    readonly emergency?: boolean;
  };

/** In days: nothing is promised for longer ahead. */
export const YEAR = 366;

export function issue(
  { type: _, emergency = false, ...issued }: IssueHandover,
  __: HandoverState,
  context: Context<AssessmentFacts>,
): readonly HandoverEvent[] {
  if (issued.planRef === undefined) {
    if (!emergency) refuse('HANDOVER_PLAN_REQUIRED', ['planRef']);
    if (issued.reason === undefined) refuse('REASON_REQUIRED', ['reason']);
  } else carriesPlan(issued.planRef, context.facts);
  addressed(issued, context);
  inLife(localDate(context.occurredAt), 'occurredAt', context);
  return [{ type: 'HandoverIssued', payload: { ...issued, emergency, handoverId: context.id } }];
}

/** To a provider of this tenant, for a service that it runs, to be answered from now on and within a year. */
function addressed(
  { providerId, serviceId, setting, respondBy }: Omit<HandoverIssued, 'handoverId' | 'emergency'>,
  context: Context<AssessmentFacts>,
): void {
  const provider = context.about(providerId).organisations[context.tenantId];
  if (provider === undefined) return refuse('REFERENCE_NOT_FOUND', ['providerId']);
  const service = provider.services.find((one) => one.serviceId === serviceId);
  if (serviceId !== undefined && service === undefined) refuse('REFERENCE_NOT_FOUND', ['serviceId']);
  // What a service is registered as is for its registration to say.
  if (setting !== undefined && service !== undefined && service.setting !== setting)
    refuse('REFERENCE_NOT_FOUND', ['setting']);
  if (respondBy === undefined) return;
  if (respondBy <= context.now) malformed(fault('/respondBy', 'tooEarly', 'is over already'));
  if (localDate(respondBy) > addDays(localDate(context.now), YEAR)) refuse('FUTURE_DATE', ['respondBy']);
}

/** The plan that is handed over is published, says what is needed, and what is meant to be provided (CITY-02 to CITY-04). */
function carriesPlan(ref: { readonly id: string; readonly version: number }, { plans }: AssessmentFacts): void {
  const plan = plans[ref.id];
  if (plan?.planKind !== 'localAuthority' || plan.versionNo < ref.version)
    return refuse('HANDOVER_PLAN_REQUIRED', ['planRef']);
  if (plan.needs === 0) refuse('NEEDS_EMPTY', ['planRef']);
  if (plan.provision === 0) refuse('PROVISION_REQUIRED', ['planRef']);
}
