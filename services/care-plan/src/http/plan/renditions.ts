import { Code, FORMATS, Lang, Hash, Label, InstantField, Nested, Text, Refusal } from '@carethread/contracts';
import { type Route, commandOn, commandFrom } from '@carethread/http-api';
import { carePlan } from '../../domain/plan/decider.js';
import { PartyBody } from './party.js';
import { PL } from './path.js';

export class AddRenditionRequest {
  @Code(FORMATS) format!: string;
  @Lang({ optional: true }) lang?: string;
  @Hash({ optional: true }) attachmentHash?: string;
  @Label({ optional: true }) preparedBy?: string;
  @Label({ optional: true }) verifiedBy?: string;
  @InstantField({ optional: true }) occurredAt?: string;
}

/** The copy of a proposal is always refused: only agreed plans are copied. */
export class CopyRequest {
  @Nested(() => PartyBody, { optional: true }) recipient?: PartyBody;
  @Code(FORMATS, { optional: true }) format?: string;
  @Lang({ optional: true }) lang?: string;
  @Label({ optional: true }) channel?: string;
  @Text({ optional: true }) basis?: string;
  @InstantField({ optional: true }) occurredAt?: string;
}

export const renditionRoutes: readonly Route[] = [
  commandOn(carePlan)({
    method: 'POST',
    path: `${PL}/:id/proposals/:n/renditions`,
    summary: 'Add a rendition that is seen before signing',
    capability: 'draftPlan',
    body: AddRenditionRequest,
    answers: 201,
    command: ({ body, params }) => commandFrom('AddRendition', { ...body, proposalNo: Number(params['n']) }),
  }),
  commandOn(carePlan)({
    method: 'POST',
    path: `${PL}/:id/versions/:n/renditions`,
    summary: 'Add a rendition of a version',
    capability: 'draftPlan',
    body: AddRenditionRequest,
    answers: 201,
    command: ({ body, params }) => commandFrom('AddRendition', { ...body, versionNo: Number(params['n']) }),
  }),
  commandOn(carePlan)({
    method: 'POST',
    path: `${PL}/:id/proposals/:n/copies`,
    summary: 'Always refused: only agreed plans are copied',
    capability: 'manageCopies',
    body: CopyRequest,
    command: () => {
      throw new Refusal('NOT_AGREED');
    },
  }),
];
