import { Code, Count, JsonAny, ListOf, Nested, Text, Texts } from '@carethread/contracts';
import { commandOn, query, type Route } from '@carethread/http-api';
import { endpoint } from '../../domain/endpoint/decider.js';
import { askedEndpoint } from '../../fhir/asked-subscription.js';
import { doneOutcome } from '../../fhir/operation-outcome.js';
import type { OperationOutcome, Subscription } from '../../fhir/resources.js';
import { EXTENSIONS, FHIR_JSON, fhirBase, topicIn } from '../../fhir/vocabulary.js';
import { MANAGED, MANAGED_ONE, READ } from '../endpoint/managed.js';
import { registering } from '../endpoint/register.js';
import { FHIR_FORM, FORMAT, isSubscription, shownSubscription, SUBSCRIPTION } from './fhir.js';
import { subscriptionState } from './subscription-state.js';

class FhirExtension {
  @Text({ max: 200 }) url!: string;
  @Text({ optional: true, max: 100 }) valueCode?: string;
  @Count({ optional: true }) valueUnsignedInt?: number;
  @Count({ optional: true }) valuePositiveInt?: number;
}

class FhirElement {
  @ListOf(() => FhirExtension, { min: 1, max: 10 }) extension!: FhirExtension[];
}

class FhirMeta {
  @Texts({ optional: true, max: 10 }) profile?: string[];
}

class FhirChannel {
  @Code(['rest-hook']) type!: string;
  @Text({ max: 2_048 }) endpoint!: string;
  @Code([FHIR_JSON]) payload!: string;
  @Nested(() => FhirElement) _payload!: FhirElement;
  @ListOf(() => FhirExtension, { optional: true, max: 10 }) extension?: FhirExtension[];
  /** Not offered, as the members of the whole that say so: each is refused by its name. */
  @JsonAny({ optional: true }) header?: unknown;
}

class FhirSubscriptionRequest {
  @Code(['Subscription']) resourceType!: string;
  /** The server's own, as FHIR has it: what a client gives is not taken. */
  @Text({ optional: true, max: 64 }) id?: string;
  @Nested(() => FhirMeta, { optional: true }) meta?: FhirMeta;
  /** The server's own as well: a Subscription begins as `requested`. */
  @Code(['requested', 'active']) status!: string;
  @Text({ max: 1_000 }) reason!: string;
  @Text({ max: 2_048 }) criteria!: string;
  @Nested(() => FhirChannel) channel!: FhirChannel;
  /** Not offered: nothing narrows the topic. */
  @JsonAny({ optional: true }) _criteria?: unknown;
  /** Not offered: a Subscription is deleted. */
  @JsonAny({ optional: true }) end?: unknown;
  /** Not offered: nobody’s address is kept for it. */
  @JsonAny({ optional: true }) contact?: unknown;
}

export const subscriptionRoutes: readonly Route[] = [
  commandOn(endpoint)({
    method: 'POST',
    path: SUBSCRIPTION,
    summary:
      'Register an endpoint as a FHIR Subscription to changes of plans: it is sent notices as Bundles, ids alone',
    ...MANAGED,
    form: FHIR_FORM,
    about: 'PLAT-13',
    body: FhirSubscriptionRequest,
    example: {
      resourceType: 'Subscription',
      status: 'requested',
      reason: 'Care plans of the people whom we serve',
      criteria: topicIn(fhirBase('https://record.example')),
      channel: {
        type: 'rest-hook',
        endpoint: 'https://hooks.example/fhir',
        payload: FHIR_JSON,
        _payload: { extension: [{ url: EXTENSIONS.payloadContent, valueCode: 'id-only' }] },
      },
    },
    stream: 'new',
    keyless: true,
    person: () => null,
    // One for an address: a client that sends no key and missed the answer makes no second one. Keyed, since a URL may hold a secret.
    unique: {
      key: ({ tenantId, actor, keyedHash, body }) => [
        tenantId,
        keyedHash(`Subscription ${actor.organisationId ?? ''} ${body.channel.endpoint}`),
      ],
      isOpen: isSubscription,
      code: 'STATE_CONFLICT',
    },
    command: async (ask) => {
      const asked = askedEndpoint(ask.body, topicIn(fhirBase(ask.publicUrl)));
      const rest = await registering(ask, asked.url);
      return { type: 'RegisterEndpoint', kind: 'webhook', format: 'fhir', ...asked, ...rest };
    },
    answer: async ({ id, state }, ask): Promise<Subscription> => shownSubscription(ask, id, state),
  }),
  query({
    path: `${SUBSCRIPTION}/:id`,
    summary: 'An endpoint as the FHIR Subscription that it is',
    ...READ,
    form: FHIR_FORM,
    person: () => null,
    of: { on: endpoint },
    queryParameters: FORMAT,
    answer: async (ask) => {
      const { id, state } = await subscriptionState(ask);
      return { body: await shownSubscription(ask, id, state) };
    },
  }),
  commandOn(endpoint)({
    method: 'DELETE',
    path: `${SUBSCRIPTION}/:id`,
    summary: 'Remove a FHIR Subscription: nothing is sent there any more',
    ...MANAGED_ONE,
    form: FHIR_FORM,
    sees: isSubscription,
    command: () => ({ type: 'RemoveEndpoint' }),
    answer: (): OperationOutcome => doneOutcome('The Subscription is removed'),
  }),
];
