import { addDays, endOfDay, localDate, startOfDay, toDate } from '@carethread/calendar';
import { fault, malformed, refuse } from '@carethread/contracts';
import type { Context } from '@carethread/event-sourcing';
import { present } from '@carethread/ledger';
import type { ConsentFacts } from '../facts.js';
import type { InspectionEvent } from './events.js';
import type { InspectionState } from './state.js';

export type GrantInspection = {
  readonly type: 'GrantInspection';
  readonly regulator: string;
  readonly inspectorId: string;
  readonly organisationId?: string;
  readonly serviceId?: string;
  readonly from: string;
  readonly to: string;
};

/** The longest time, in local days, for which one grant opens a record. */
const LONGEST_DAYS = 92;

export function grantInspection(
  command: GrantInspection,
  { grant }: InspectionState,
  context: Context<ConsentFacts>,
): readonly InspectionEvent[] {
  if (grant !== undefined) return [];
  const { role, organisationId: own } = context.actor;
  if (role !== 'AS' && command.organisationId !== undefined && command.organisationId !== own) refuse('NOT_FOUND');
  const organisationId =
    command.organisationId ??
    context.actor.organisationId ??
    malformed(fault('/organisationId', 'required', 'is required'));
  const from = startOfDay(toDate(command.from));
  const to = endOfDay(toDate(command.to));
  if (to < from) malformed(fault('/to', 'tooEarly', 'lies before from'));
  // R21: a grant is for an inspection that is on, not for the past, and not for ever.
  const yesterday = addDays(localDate(context.now), -1);
  const latest = addDays(localDate(context.now), LONGEST_DAYS);
  if (toDate(command.from) < yesterday || toDate(command.from) > latest) refuse('TIMESCALE_INVALID', ['from']);
  if (toDate(command.to) > addDays(toDate(command.from), LONGEST_DAYS - 1)) refuse('TIMESCALE_INVALID', ['to']);
  const { regulator, inspectorId, serviceId } = command;
  // R21: one service of that organisation, or all of them; another's is none.
  const { organisation } = context.about(organisationId);
  const known = organisation?.tenantId === context.tenantId ? organisation : undefined;
  if (known === undefined && organisationId !== own) refuse('REFERENCE_NOT_FOUND', ['organisationId']);
  if (serviceId !== undefined && known?.services.includes(serviceId) !== true)
    refuse('REFERENCE_NOT_FOUND', ['serviceId']);
  return [
    {
      type: 'InspectionGranted',
      payload: present({
        inspectionId: context.id,
        regulator,
        inspectorId,
        organisationId,
        from,
        to,
        serviceId,
      }),
    },
  ];
}
