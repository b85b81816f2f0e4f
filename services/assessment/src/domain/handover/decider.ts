import { addDays, localDate } from '@carethread/calendar';
import { refuse } from '@carethread/contracts';
import { type Context, COUNCIL, type Decider, heldBy } from '@carethread/event-sourcing';
import type { Instant } from '@carethread/ledger';
import type { AssessmentFacts } from '../facts.js';
import { inLife, lifeOf, notBefore } from '../life.js';

export type HandoverIssued = {
  readonly handoverId: string;
  readonly providerId: string;
  readonly serviceId?: string;
  readonly setting?: string;
  readonly emergency: boolean;
  readonly reason?: string;
  readonly respondBy?: string;
  readonly planRef?: { readonly id: string; readonly version: number };
};
export type HandoverState = {
  readonly state: 'none' | 'issued' | 'accepted' | 'returned' | 'ended';
  readonly issued: HandoverIssued | undefined;
  readonly issuedOn?: string;
  readonly issuedAt?: Instant;
  readonly keyworkerId?: string;
  readonly plannedStart?: string;
  readonly returnedBecause?: string;
};
export type HandoverEvent =
  | { readonly type: 'HandoverIssued'; readonly payload: HandoverIssued }
  | {
      readonly type: 'HandoverAccepted';
      readonly payload: HandoverIssued & {
        readonly keyworkerId: string;
        readonly plannedStart: string;
        readonly acceptedBy: string;
      };
    }
  | {
      readonly type: 'HandoverReturned';
      readonly payload: { readonly handoverId: string; readonly providerId: string; readonly reason: string };
    }
  /** Nobody answered it, and nobody will: the person has died. */
  | {
      readonly type: 'HandoverEnded';
      readonly payload: { readonly handoverId: string; readonly providerId: string; readonly reason: string };
    };
export type HandoverCommand =
  | ({ readonly type: 'IssueHandover' } & Omit<HandoverIssued, 'handoverId' | 'emergency'> & {
        readonly emergency?: boolean;
      })
  | { readonly type: 'AcceptHandover'; readonly keyworkerId: string; readonly plannedStart: string }
  | { readonly type: 'ReturnHandover'; readonly reason?: string }
  | { readonly type: 'EndHandover'; readonly reason: string };

/** In days: nothing is promised for longer ahead. */
const YEAR = 366;

/** The council hands a person's plan to a provider, who accepts it or returns it with reasons (CITY-02 to CITY-05). */
export const handover: Decider<HandoverState, HandoverCommand, HandoverEvent> = {
  category: 'handover',
  keyClass: 'socialCare',
  holder: ({ issued }, _, capability) => {
    const addressee = issued === undefined ? [] : [heldBy(issued.providerId)];
    return capability === 'answerHandover' ? addressee : [COUNCIL, ...addressee];
  },
  initial: { state: 'none', issued: undefined },
  evolve: (state, event) => {
    switch (event.type) {
      case 'HandoverIssued':
        return {
          state: 'issued',
          issued: event.payload,
          issuedOn: localDate(event.meta.recordedAt),
          issuedAt: event.meta.occurredAt,
        };
      case 'HandoverAccepted':
        return {
          ...state,
          state: 'accepted',
          keyworkerId: event.payload.keyworkerId,
          plannedStart: event.payload.plannedStart,
        };
      case 'HandoverReturned':
        return { ...state, state: 'returned', returnedBecause: event.payload.reason };
      case 'HandoverEnded':
        return { ...state, state: 'ended' };
    }
  },
  needs: (command, _, { personId }) =>
    command.type === 'IssueHandover' ? { subjects: [command.providerId], streams: lifeOf(personId) } : {},
  decide: (command, state, context: Context<AssessmentFacts>) => {
    if (command.type !== 'EndHandover' && context.facts.deceased) refuse('STATE_CONFLICT', ['deceased']);
    notBefore(state.issuedAt, context);
    switch (command.type) {
      case 'IssueHandover': {
        const { type: _, emergency = false, ...issued } = command;
        if (issued.planRef === undefined) {
          if (!emergency) refuse('HANDOVER_PLAN_REQUIRED', ['planRef']);
          if (issued.reason === undefined) refuse('REASON_REQUIRED', ['reason']);
        } else carriesPlan(issued.planRef, context.facts);
        addressed(issued, context);
        inLife(localDate(context.occurredAt), 'occurredAt', context);
        return [{ type: 'HandoverIssued', payload: { ...issued, emergency, handoverId: context.id } }];
      }
      case 'AcceptHandover': {
        const issued = answerable(state, context);
        const { keyworkerId, plannedStart } = command;
        if (plannedStart < (state.issuedOn ?? '')) refuse('MALFORMED', ['/plannedStart: lies before the handover']);
        if (plannedStart > addDays(localDate(context.now), YEAR)) refuse('FUTURE_DATE', ['plannedStart']);
        return [
          {
            type: 'HandoverAccepted',
            payload: { ...issued, keyworkerId, plannedStart, acceptedBy: context.actor.userId },
          },
        ];
      }
      case 'ReturnHandover': {
        const { handoverId, providerId } = answerable(state, context);
        if (command.reason === undefined) return refuse('REASON_REQUIRED', ['reason']);
        return [{ type: 'HandoverReturned', payload: { handoverId, providerId, reason: command.reason } }];
      }
      case 'EndHandover': {
        if (state.state !== 'issued' || state.issued === undefined) return [];
        const { handoverId, providerId } = state.issued;
        return [{ type: 'HandoverEnded', payload: { handoverId, providerId, reason: command.reason } }];
      }
    }
  },
};

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
  if (respondBy <= context.now) refuse('MALFORMED', ['/respondBy: is over already']);
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

/** Only the provider it was addressed to may answer; to any other it does not exist. */
function answerable({ state, issued }: HandoverState, { actor }: Context): HandoverIssued {
  if (issued === undefined || actor.organisationId !== issued.providerId) return refuse('NOT_FOUND');
  if (state !== 'issued') refuse('STATE_CONFLICT', [state]);
  return issued;
}
