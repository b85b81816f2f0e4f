import {
  Code,
  Id,
  Label,
  CHANGE_OPS,
  Text,
  JsonOrNothing,
  JsonAny,
  Nested,
  PlanContentBody,
  When,
  ListOf,
  Count,
  InstantField,
} from '@carethread/contracts';
import { answerOf, type Route, commandOn, commandFrom } from '@carethread/http-api';
import { type Json, type JsonObject } from '@carethread/ledger';
import { carePlan } from '../../domain/plan/decider.js';
import { PL } from './path.js';
import { Ref } from './ref.js';

class CauseBody {
  @Code(['initial', 'review', 'amendment', 'emergency', 'transfer', 'correctionOfCare']) kind!: string;
  @Id({ optional: true }) id?: string;
}

class ChangeBody {
  @Label({ optional: true }) changeId?: string;
  @Code(CHANGE_OPS, { optional: true }) op?: string;
  @Label({ optional: true }) section?: string;
  @Label() itemId!: string;
  @Label({ optional: true }) field?: string;
  @Text({ optional: true }) what?: string;
  @JsonOrNothing({ optional: true }) from?: Json;
  @JsonAny({ optional: true }) to?: Json;
  @Text({ optional: true }) reason?: string;
}

export class ProposeVersionRequest {
  @Nested(() => PlanContentBody, { optional: true }) content?: JsonObject;
  @When({ optional: true }) effectiveFrom?: string;
  @Nested(() => CauseBody, { optional: true }) cause?: CauseBody;
  @ListOf(() => ChangeBody, { optional: true }) changes?: ChangeBody[];
  @Count({ optional: true, min: 1 }) basedOnVersion?: number;
  @ListOf(() => Ref, { optional: true }) riskRefs?: Ref[];
  @Text({ optional: true }) reason?: string;
  @InstantField({ optional: true }) occurredAt?: string;
}

export const proposalRoutes: readonly Route[] = [
  commandOn(carePlan)({
    method: 'POST',
    path: `${PL}/:id/proposals`,
    summary: 'Propose a version for sign-off',
    capability: 'draftPlan',
    body: ProposeVersionRequest,
    answers: 201,
    command: ({ body }) => commandFrom('ProposeVersion', body),
    answer: ({ state }) => {
      const proposal = state.proposals.at(-1);
      const { proposalNo, contentHash, basedOnVersion, correctionIds, notCarried, overridden } = proposal ?? {};
      return answerOf({
        proposalNo: proposalNo ?? 0,
        contentHash: contentHash ?? '',
        basedOnVersion,
        correctionIds: correctionIds === undefined || correctionIds.length === 0 ? undefined : correctionIds,
        notCarried,
        overridden,
      });
    },
  }),
];
