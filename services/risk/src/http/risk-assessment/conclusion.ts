import {
  Code,
  Count,
  Id,
  InstantField,
  Label,
  ListOf,
  LocalDate,
  Nested,
  PARTY_KINDS,
  Text,
  Texts,
} from '@carethread/contracts';
import { commandOf, type Route } from '@carethread/http-api';
import { riskAssessment } from '../../domain/risk-assessment/decider.js';
import { change, PATH } from './path.js';

class PartyBody {
  @Code(PARTY_KINDS, { optional: true }) kind?: string;
  @Id({ optional: true }) id?: string;
  @Label({ optional: true }) name?: string;
  @Label({ optional: true }) role?: string;
}
class Control {
  @Text() what!: string;
  @Label({ optional: true }) who?: string;
  @LocalDate({ optional: true }) by?: string;
}
class WeighRiskRequest {
  @Text({ optional: true }) hazard?: string;
  @Text({ optional: true }) personsAim?: string;
  @Text({ optional: true }) personsView?: string;
  @Text({ optional: true }) supportGiven?: string;
  @Texts({ optional: true }) benefits?: string[];
  @Texts({ optional: true }) adverseEffects?: string[];
  @Count({ optional: true, min: 1, max: 5 }) likelihood?: number;
  @Count({ optional: true, min: 1, max: 5 }) severity?: number;
  @InstantField({ optional: true }) occurredAt?: string;
}
class PlanControlsRequest {
  @ListOf(() => Control, { optional: true }) controls?: Control[];
  @Text({ optional: true }) noneReasonableBecause?: string;
  @InstantField({ optional: true }) occurredAt?: string;
}
class ConcludeRiskRequest {
  @Code(['accept', 'acceptWithControls', 'avoid']) conclusion!: string;
  @Text({ optional: true }) reasons?: string;
  @Nested(() => PartyBody, { optional: true }) decidedBy?: PartyBody;
  @Text({ optional: true }) managementPlan?: string;
  @LocalDate({ optional: true }) reviewOn?: string;
  @InstantField({ optional: true }) occurredAt?: string;
}

export const conclusionRoutes: readonly Route[] = [
  change('weighing', 'Weigh benefits and possible harm with the person', 'WeighRisk', WeighRiskRequest),
  change('controls', 'Plan controls', 'PlanControls', PlanControlsRequest),
  commandOf(
    riskAssessment,
    'ConcludeRisk',
  )({
    method: 'POST',
    path: `${PATH}/:id/conclusion`,
    summary: 'Conclude a risk assessment',
    capability: 'assessRisk',
    body: ConcludeRiskRequest,
    answer: ({ state: { versions } }) => ({
      version: versions.length,
      contentHash: versions.at(-1)?.contentHash ?? '',
    }),
  }),
];
