import { PACKS, refuse } from '@carethread/contracts';
import type { Context } from '@carethread/event-sourcing';
import { present } from '@carethread/ledger';
import { begunInLife } from '../dates.js';
import { mustBeLiving } from '../death.js';
import type { KnownPlan, RiskFacts } from '../facts.js';
import type { RiskEvent } from './events.js';
import type { RiskState } from './state.js';

export type OpenRiskAssessment = {
  readonly type: 'OpenRiskAssessment';
  readonly planId?: string;
  readonly actionIds?: readonly string[];
  readonly domain?: string;
  readonly framework?: string;
  readonly policyRef?: { readonly title: string; readonly version: string };
};

export function open(command: OpenRiskAssessment, state: RiskState, context: Context<RiskFacts>): readonly RiskEvent[] {
  if (state.state !== 'none') refuse('STATE_CONFLICT', [state.state]);
  mustBeLiving(context);
  begunInLife(context);
  const { planId, actionIds = [], domain = 'general', policyRef } = command;
  mustExist(planId, actionIds, context);
  const city =
    context.actor.organisationId !== undefined && context.about(context.actor.organisationId).councilOperated;
  const framework = command.framework ?? (city ? PACKS.CITY.riskFramework : 'standard');
  if (city && framework !== PACKS.CITY.riskFramework) refuse('FRAMEWORK_REQUIRED', ['framework']);
  return [
    {
      type: 'RiskAssessmentOpened',
      payload: present({
        riskId: context.id,
        actionIds,
        domain,
        framework,
        planId,
        policyRef,
        organisationId: context.actor.organisationId,
      }),
    },
  ];
}

/**
 * The plan is the person's and open; each action is of that plan, or, where none is named, of one of the person's: staff of an
 * organisation name what their own plans hold, since nobody learns what another's do.
 */
function mustExist(
  planId: string | undefined,
  actionIds: readonly string[],
  { facts: { plans }, actor }: Context<RiskFacts>,
): void {
  const plan = planId === undefined ? undefined : (plans[planId] ?? refuse('REFERENCE_NOT_FOUND', ['planId']));
  if (plan?.closed === true) refuse('STATE_CONFLICT', ['planClosed']);
  const { organisationId } = actor;
  const reaches = (one: KnownPlan): boolean =>
    organisationId === undefined || actor.role === 'AS' || one.organisationId === organisationId;
  const among = plan === undefined ? Object.values(plans).filter((one) => !one.closed && reaches(one)) : [plan];
  const lost = actionIds.filter((actionId) => !among.some((one) => one.actionIds.includes(actionId)));
  if (lost.length > 0)
    refuse(
      'REFERENCE_NOT_FOUND',
      lost.map((actionId) => `actionIds.${actionIds.indexOf(actionId)}`),
    );
}
