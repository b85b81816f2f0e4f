import { Label, Either, LocalDate, Text, Id, InstantField } from '@carethread/contracts';
import { type Route, commandOn, commandFrom } from '@carethread/http-api';
import type { Json } from '@carethread/ledger';
import { carePlan } from '../../domain/plan/decider.js';
import { PL } from './path.js';

export class ProfileNamed {
  @Label() code!: string;
}

export class ChangeProfileRequest {
  /** A profile's code, or `{ code }`; the version is the one in force on that date. */
  @Either({ text: true, object: () => ProfileNamed }) profile!: Json;
  @LocalDate({ optional: true }) effectiveFrom?: string;
  @Text({ optional: true }) reason?: string;
  /** The second approver. */
  @Id({ optional: true }) approvedBy?: string;
  @InstantField({ optional: true }) occurredAt?: string;
}

export const profileRoutes: readonly Route[] = [
  commandOn(carePlan)({
    method: 'POST',
    path: `${PL}/:id/profile`,
    summary: 'Put a plan under another jurisdiction profile, or a later version of its own, from a date',
    capability: 'changeProfile',
    body: ChangeProfileRequest,
    about: 'ENG-004, D1: two ask for the same, each with a token of their own',
    answers: 201,
    command: ({ body }) => commandFrom('ChangeProfile', body),
    answer: ({ events: [event] }) => {
      if (event?.type === 'ProfileChangeApproved')
        return { state: 'approvedOnce', profile: event.payload.profile, lapsesAt: event.payload.lapsesAt };
      if (event?.type !== 'PlanProfileChanged') return {};
      return { state: 'approved', profile: event.payload.profile, effectiveFrom: event.payload.effectiveFrom };
    },
  }),
];
