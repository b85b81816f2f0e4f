import { NOTICE_EXAMPLES, NOTICE_SCHEMAS, NOTICE_TYPES } from './care-plan/notices.js';

const SAYS: Readonly<Record<string, string>> = {
  [NOTICE_TYPES.started]: 'The provider is told of the changes of a plan from now on.',
  [NOTICE_TYPES.changed]: 'A plan has changed: fetch the version.',
  [NOTICE_TYPES.ended]: 'The provider serves the person no more.',
  [NOTICE_TYPES.withheld]: 'What stood here may not be sent any more; its place stays.',
};

const types = Object.keys(NOTICE_SCHEMAS);
const named = (type: string): string => type.replace('care-plan.', '').replace('.v1', '');
const refs = (where: string) =>
  Object.fromEntries(types.map((type) => [named(type), { $ref: `#/components/messages/${named(type)}${where}` }]));

/** What a provider receives, and by which ways: the AsyncAPI document for those who receive it. */
export function providerAsyncApi(): object {
  const channels = {
    stream: {
      address: '/care-plan/notices',
      title: 'The feed as it goes on',
      description: 'Server-sent events over GET: `id` is a cursor, `event` is `notice`, `data` the notice.',
      servers: [{ $ref: '#/servers/api' }],
      messages: refs(''),
    },
    webhook: {
      address: null,
      title: 'The provider’s own endpoint',
      description: 'A POST of `application/cloudevents+json`, signed as Standard Webhooks 1.0.0 has it.',
      messages: refs(''),
    },
    notices: {
      address: '{namespace}.notices.{organisationId}',
      title: 'The provider’s own topic',
      description: 'Key: the id of the subscription. Kept for seven days; the feed has everything.',
      servers: [{ $ref: '#/servers/kafka' }],
      parameters: {
        namespace: { description: 'What stands before the names of everything of this installation' },
        organisationId: { description: 'The provider' },
      },
      messages: refs(''),
    },
  };
  return {
    asyncapi: '3.0.0',
    info: {
      title: 'Carethread notices to providers',
      version: '1.0.0',
      description:
        'One sequence for each provider, the same bytes by every way. A notice says that there is something new; what it is, a provider fetches with a token.',
      license: { name: 'EUPL-1.2' },
    },
    defaultContentType: 'application/cloudevents+json',
    servers: {
      api: { host: 'record.example', protocol: 'https', security: [{ $ref: '#/components/securitySchemes/oauth2' }] },
      kafka: {
        host: 'kafka.record.example:9093',
        protocol: 'kafka-secure',
        security: [{ $ref: '#/components/securitySchemes/scram' }],
      },
    },
    channels,
    operations: Object.fromEntries(
      Object.keys(channels).map((channel) => [
        `send-${channel}`,
        {
          action: 'send',
          channel: { $ref: `#/channels/${channel}` },
          messages: types.map((type) => ({ $ref: `#/channels/${channel}/messages/${named(type)}` })),
        },
      ]),
    ),
    components: {
      messages: Object.fromEntries(
        types.map((type) => [
          named(type),
          {
            name: type,
            title: type,
            summary: SAYS[type],
            contentType: 'application/cloudevents+json',
            payload: NOTICE_SCHEMAS[type],
            examples: [{ name: 'synthetic', payload: NOTICE_EXAMPLES[type] }],
          },
        ]),
      ),
      securitySchemes: {
        oauth2: {
          type: 'oauth2',
          description: 'A machine’s token (role SY) by client credentials with private_key_jwt.',
          flows: {
            clientCredentials: {
              tokenUrl: 'https://identity.record.example/token',
              availableScopes: {
                'notices.read': 'Read the feed and the stream',
                'notices.acknowledge': 'Acknowledge notices',
                'plans.read': 'Fetch the versions that notices announce',
                'endpoints.manage': 'Register and change endpoints',
              },
            },
          },
        },
        scram: { type: 'scramSha512', description: 'The principal of the provider; TLS always.' },
      },
    },
  };
}
