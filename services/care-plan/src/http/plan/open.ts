import { Id, Code, PLAN_KINDS, Either, Nested, InstantField, Refusal } from '@carethread/contracts';
import { heldWithPlan } from '@carethread/event-sourcing';
import { type Route, commandOn, commandFrom } from '@carethread/http-api';
import type { Json } from '@carethread/ledger';
import { carePlan } from '../../domain/plan/decider.js';
import { openedByHandover } from '../../domain/plan/handed-over.js';
import { mayBeTakenUp, isRequested } from '../../domain/plan/take-up.js';
import { cameWithCase } from './came-with-case.js';
import { PL } from './path.js';
import { ProfileNamed } from './profile.js';
import { Ref } from './ref.js';

export class OpenPlanRequest {
  @Id() personId!: string;
  @Code(PLAN_KINDS) planKind!: string;
  @Id({ optional: true }) organisationId?: string;
  @Id({ optional: true }) episodeId?: string;
  /** A profile's code, or `{ code }`; the version is the one in force. */
  @Either({ text: true, object: () => ProfileNamed }, { optional: true }) profile?: Json;
  @Nested(() => Ref, { optional: true }) derivedFrom?: Ref;
  @Nested(() => Ref, { optional: true }) sourceAssessment?: Ref;
  @InstantField({ optional: true }) occurredAt?: string;
}

export const openPlanRoutes: readonly Route[] = [
  commandOn(carePlan)({
    method: 'POST',
    path: PL,
    summary: 'Open a plan',
    capability: 'draftPlan',
    body: OpenPlanRequest,
    stream: 'new',
    unique: {
      key: ({ body, actor }) => [
        body.personId,
        'plan',
        body.planKind,
        body.organisationId ?? actor.organisationId ?? '',
      ],
      isOpen: ({ state }) => state !== 'closed',
      // One that the platform opened is taken up, where the request asks for no more than that one has.
      adopts: (state, { body }) => mayBeTakenUp(state) && isRequested(body, state),
      code: 'STATE_CONFLICT',
    },
    // The new plan takes over the needs of the plan that it is derived from, so the caller must be able to read that one.
    before: async (ask) => {
      const { personId, derivedFrom } = ask.body;
      if (await cameWithCase(ask)) throw new Refusal('STATE_CONFLICT', ['planKind']);
      if (derivedFrom === undefined) return;
      const sight = ask.sight(personId).as('readPlan', 'read');
      if (!(await sight.sees(heldWithPlan(derivedFrom.id)))) throw new Refusal('REFERENCE_NOT_FOUND', ['derivedFrom']);
      const named = await sight.byHandover(derivedFrom.id);
      const { state } = await ask.read.state(carePlan, derivedFrom.id);
      if (named !== undefined && !openedByHandover(state, named, ask.now).includes(derivedFrom.version))
        throw new Refusal('REFERENCE_NOT_FOUND', ['derivedFrom.version']);
    },
    command: ({ body: { personId: _, ...body } }) => commandFrom('OpenPlan', body),
  }),
];
