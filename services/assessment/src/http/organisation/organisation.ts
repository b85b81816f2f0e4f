import { Code, Flag, Id, JURISDICTIONS, Label, ListOf, ORGANISATION_KINDS, SETTINGS } from '@carethread/contracts';
import { commandOn, readOn, type RequestContext, type Route } from '@carethread/http-api';
import { uuidV5 } from '@carethread/ledger';
import { organisation } from '../../domain/organisation/decider.js';

class OfferedService {
  @Id() serviceId!: string;
  @Code(SETTINGS) setting!: string;
}

class SetOrganisationRequest {
  @Code(ORGANISATION_KINDS) kind!: string;
  @Label() name!: string;
  @Code(JURISDICTIONS) jurisdiction!: string;
  @Flag({ optional: true }) councilOperated?: boolean;
  @Label({ optional: true }) registrationNo?: string;
  @Label({ optional: true }) logoRef?: string;
  @ListOf(() => OfferedService, { optional: true }) services?: OfferedService[];
}

const PATH = '/assessment/organisations/:id';

const idOf = ({ tenantId, params }: RequestContext): string => uuidV5(tenantId, params['id'] ?? '');

export const organisationRoutes: readonly Route[] = [
  commandOn(organisation)({
    method: 'PUT',
    path: PATH,
    summary: 'Set an organisation and the services it runs',
    capability: 'administer',
    body: SetOrganisationRequest,
    stream: 'either',
    target: idOf,
    person: () => null,
    command: ({ params, body: { councilOperated = false, services = [], ...body } }) => ({
      type: 'SetOrganisation',
      organisationId: params['id'] ?? '',
      organisation: { ...body, councilOperated, services },
    }),
  }),
  readOn(organisation)({
    path: PATH,
    summary: 'An organisation',
    capability: 'readConfiguration',
    target: idOf,
    show: (state) => ({ ...state }),
  }),
];
