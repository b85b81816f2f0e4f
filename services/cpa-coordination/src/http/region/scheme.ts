import { Code, InstantField, LocalDate, REGION_SCHEMES, Text } from '@carethread/contracts';
import { commandOn, readOn, type RequestContext, type Route } from '@carethread/http-api';
import { region, regionId } from '../../domain/region/decider.js';

const REGION = '/cpa/regions/:code';

class SetRegionSchemeRequest {
  @Code(REGION_SCHEMES) scheme!: string;
  @LocalDate() from!: string;
  @LocalDate({ optional: true }) to?: string;
  @Text({ optional: true }) complexDefinition?: string;
  @Text({ optional: true }) source?: string;
  @InstantField({ optional: true }) occurredAt?: string;
}

const regionTarget = ({ tenantId, params }: RequestContext): string => regionId(tenantId, params['code'] ?? '');

export const schemeRoutes: readonly Route[] = [
  commandOn(region)({
    method: 'PUT',
    path: REGION,
    summary: "Set a region's scheme for a time",
    capability: 'administer',
    about: 'CPA-59',
    body: SetRegionSchemeRequest,
    stream: 'either',
    target: regionTarget,
    person: () => null,
    command: ({ params, body: { occurredAt: _, ...period } }) => ({
      type: 'SetRegionScheme',
      code: params['code'] ?? '',
      period,
    }),
  }),
  readOn(region)({
    path: REGION,
    summary: "A region's schemes",
    capability: 'readConfiguration',
    target: regionTarget,
    show: ({ code, periods }) => ({ code, periods }),
  }),
];
