import { Count, Label, Flag, LocalDate, InstantField, Text } from '@carethread/contracts';
import { type Route, commandOn, commandFrom } from '@carethread/http-api';
import { copies } from '../../domain/copies/decider.js';
import { personOfPlan } from '../plan/loaded-plan.js';
import { PL } from '../plan/path.js';

export class PlaceHomeCopyRequest {
  @Count({ min: 1 }) versionNo!: number;
  @Label() place!: string;
  @Flag({ optional: true }) locked?: boolean;
  @LocalDate({ optional: true }) placedOn?: string;
  @InstantField({ optional: true }) occurredAt?: string;
}

export class RemoveHomeCopyRequest {
  @LocalDate({ optional: true }) removedOn?: string;
  @Text({ optional: true }) reason?: string;
  @InstantField({ optional: true }) occurredAt?: string;
}

export const homeCopyRoutes: readonly Route[] = [
  commandOn(copies)({
    method: 'POST',
    path: `${PL}/:id/home-copy`,
    summary: 'Record that a copy of a version was put in the person’s home, in place of the one before',
    capability: 'keepHomeCopy',
    body: PlaceHomeCopyRequest,
    about: 'ENG-137',
    stream: 'either',
    answers: 201,
    readAt: `${PL}/:id/copies`,
    person: personOfPlan,
    command: ({ body, params }) => ({ ...commandFrom('PlaceHomeCopy', body), planId: params['id'] ?? '' }),
  }),
  commandOn(copies)({
    method: 'POST',
    path: `${PL}/:id/home-copy/removal`,
    summary: 'Record that the copy was taken away from the person’s home',
    capability: 'keepHomeCopy',
    body: RemoveHomeCopyRequest,
    about: 'ENG-137',
    person: personOfPlan,
    command: ({ body }) => commandFrom('RemoveHomeCopy', body),
  }),
];
