import { Label, Code, JsonOrNothing, JsonAny, Text, When, Counts, InstantField } from '@carethread/contracts';
import { type Route, commandOn, commandFrom } from '@carethread/http-api';
import type { Json } from '@carethread/ledger';
import { carePlan } from '../../domain/plan/decider.js';
import { PL } from './path.js';

export class RecordCorrectionRequest {
  /** A section, a member of one, an item of a list by its id, or a member of an item: `contacts.k1.phone`. */
  @Label() field!: string;
  /** `add` puts one item into a list; a list is replaced otherwise. */
  @Code(['add'], { optional: true }) op?: string;
  /** What stood there for the one who corrects: refused as stale where it is something else. */
  @JsonOrNothing({ optional: true }) from?: Json;
  @JsonAny() to!: Json;
  @Text({ optional: true }) reason?: string;
  @When({ optional: true }) effectiveFrom?: string;
  @Counts() appliesToVersions!: number[];
  @InstantField({ optional: true }) personToldAt?: string;
  @InstantField({ optional: true }) occurredAt?: string;
}

export class AttachStatementRequest {
  @Label() about!: string;
  @Text() statement!: string;
  @InstantField({ optional: true }) occurredAt?: string;
}

export const correctionRoutes: readonly Route[] = [
  commandOn(carePlan)({
    method: 'POST',
    path: `${PL}/:id/corrections`,
    summary: 'Set right a fact, from a date of its own',
    capability: 'correctPlan',
    body: RecordCorrectionRequest,
    answers: 201,
    command: ({ body }) => commandFrom('RecordCorrection', body),
  }),
  commandOn(carePlan)({
    method: 'POST',
    path: `${PL}/:id/statements`,
    summary: 'Attach the person’s own statement about a disputed fact',
    capability: 'attachStatement',
    body: AttachStatementRequest,
    answers: 201,
    command: ({ body }) => commandFrom('AttachStatement', body),
    answer: ({ state }) => ({ replyDueAt: state.statements.at(-1)?.replyDueAt ?? '' }),
  }),
];
