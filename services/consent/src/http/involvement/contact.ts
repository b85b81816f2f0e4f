import {
  Code,
  Codes,
  Flag,
  InstantField,
  INVOLVEMENT_SCOPES,
  Label,
  LocalDate,
  Nested,
  PARTY_KINDS,
  Text,
} from '@carethread/contracts';
import { commandFrom, commandOn, query, type Route } from '@carethread/http-api';
import { present } from '@carethread/ledger';
import type { NameContact } from '../../domain/involvement/contact.js';
import { involvement } from '../../domain/involvement/decider.js';
import { PartyBody } from '../party-body.js';

class NameContactRequest {
  @Codes(INVOLVEMENT_SCOPES) scopes!: string[];
  @Nested(() => PartyBody, { optional: true }) party?: PartyBody;
  @Label({ optional: true }) name?: string;
  @Code(PARTY_KINDS, { optional: true }) kind?: string;
  @Label({ optional: true }) role?: string;
  @Label({ optional: true }) basis?: string;
  /** That the person named them; where staff record it, with the two below. */
  @Flag({ optional: true }) byPerson?: boolean;
  /** When the person asked for it, and what shows that. */
  @LocalDate({ optional: true }) requestedOn?: string;
  @Text({ optional: true }) evidence?: string;
  @InstantField({ optional: true }) occurredAt?: string;
}

const PATH = '/consent/persons/:personId/contacts';

export const contactRoutes: readonly Route[] = [
  commandOn(involvement)({
    method: 'PUT',
    path: `${PATH}/:contactId`,
    summary: 'Name a contact and what they are involved in',
    capability: 'changeInvolvement',
    body: NameContactRequest,
    stream: 'either',
    target: ({ params }) => params['personId'] ?? '',
    command: ({ params, body: { party, ...body } }) =>
      commandFrom(
        'NameContact',
        present<Omit<NameContact, 'type'>>({
          contactId: params['contactId'] ?? '',
          partyId: party?.id,
          name: party?.name,
          kind: party?.kind,
          role: party?.role,
          ...body,
        }),
      ),
  }),
  commandOn(involvement)({
    method: 'DELETE',
    path: `${PATH}/:contactId`,
    summary: 'Withdraw a contact’s involvement: recorded, nothing is deleted',
    capability: 'changeInvolvement',
    target: ({ params }) => params['personId'] ?? '',
    command: ({ params }) => ({ type: 'WithdrawInvolvement', contactId: params['contactId'] ?? '' }),
  }),
  query({
    path: PATH,
    summary: 'The involvement register, with those who were withdrawn',
    capability: 'readConsent',
    of: { on: involvement, id: ({ params }) => params['personId'] ?? '' },
    person: ({ params }) => params['personId'] ?? null,
    paged: true,
    answer: async ({ read, params }) => ({
      body: { items: (await read.state(involvement, params['personId'] ?? '')).state.contacts },
    }),
  }),
];
