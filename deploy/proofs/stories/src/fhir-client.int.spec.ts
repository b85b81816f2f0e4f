import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { Actor, Body } from './actor.js';
import { provider, type Provider } from './givens.js';
import { draftedPlan, publishedVersion } from './plan-givens.js';
import { StoryPlatform } from './platform.js';

const SUBSCRIPTION = '/care-plan/fhir/Subscription';
const PUBLIC = 'https://record.example';
const CONTENT = 'http://hl7.org/fhir/uv/subscriptions-backport/StructureDefinition/backport-payload-content';

/** A FHIR server of a provider: it answers with what it was sent, as one that stores it does, and keeps it. */
class FhirServer {
  readonly bundles: Body[] = [];
  readonly #server: Server;

  private constructor(server: Server) {
    this.#server = server;
    server.on('request', (request, response) => {
      const chunks: Buffer[] = [];
      request.on('data', (chunk: Buffer) => chunks.push(chunk));
      request.on('end', () => {
        const text = Buffer.concat(chunks).toString();
        this.bundles.push(JSON.parse(text));
        response.end(text);
      });
    });
  }

  static async start(): Promise<FhirServer> {
    const server = createServer().listen(0, '127.0.0.1');
    await once(server, 'listening');
    return new FhirServer(server);
  }

  get url(): string {
    const address = this.#server.address();
    return `http://127.0.0.1:${typeof address === 'object' && address !== null ? address.port : 0}/fhir`;
  }

  stop(): void {
    this.#server.closeAllConnections();
    this.#server.close();
  }
}

const statusOf = (bundle: Body): Body[] => bundle.entry[0].resource.parameter;
const typeOf = (bundle: Body): string => statusOf(bundle).find(({ name }) => name === 'type').valueCode;
const partOf = (bundle: Body, name: string): Body =>
  statusOf(bundle)
    .find((one) => one.name === 'notification-event')
    .part.find((one: Body) => one.name === name);

describe('a provider whose own system speaks FHIR', () => {
  let platform: StoryPlatform;
  let at: Provider;
  let machine: Actor;
  let server: FhirServer;

  beforeAll(async () => {
    platform = await StoryPlatform.start({
      settings: {
        CARETHREAD_PUBLIC_URL: PUBLIC,
        CARETHREAD_WEBHOOK_ALLOW: '127.0.0.0/8',
        CARETHREAD_WEBHOOK_PORTS: '1024-65535',
      },
    });
    await platform.clock('2026-03-02T09:00:00.000Z');
    at = await provider(platform);
    const scope = 'endpoints.manage notices.read notices.acknowledge plans.read';
    machine = await platform.actor({ roles: ['SY'], organisationId: at.id, scope });
    server = await FhirServer.start();
  }, 120_000);
  afterAll(async () => {
    await platform.stop();
    server.stop();
  });

  it('PLAT-13: is sent a Bundle of each change, fetches the version that is its focus, and acknowledges it', async () => {
    const { id } = await machine.post(SUBSCRIPTION, {
      ...{ resourceType: 'Subscription', status: 'requested', reason: 'synthetic' },
      criteria: `${PUBLIC}/care-plan/fhir/SubscriptionTopic/care-plan-changed`,
      channel: {
        ...{ type: 'rest-hook', endpoint: server.url, payload: 'application/fhir+json' },
        _payload: { extension: [{ url: CONTENT, valueCode: 'id-only' }] },
      },
    });
    await machine.eventually(`${SUBSCRIPTION}/${id}`, ({ status }) => status === 'active' || undefined);
    const plan = await draftedPlan(platform, at);
    await at.manager.post('/care-plan/subscriptions', { personId: plan.person.id });
    await publishedVersion(at, plan);
    await platform.idle();
    const path = `${SUBSCRIPTION}/${id}/$events`;
    const queried = await machine.eventually(path, (bundle) => (statusOf(bundle).length >= 7 ? bundle : undefined));
    const deliveries = `/care-plan/endpoints/${id}/deliveries?status=accepted`;
    await machine.eventually(deliveries, ({ items }) => items.length === 3 || undefined);

    expect(server.bundles.map(typeOf)).toEqual(['handshake', 'event-notification', 'event-notification']);
    const [, , changed] = server.bundles;
    expect(partOf(changed, 'event-number').valueString).toBe('2');
    const { reference, type } = partOf(changed, 'focus').valueReference;
    expect([reference, type]).toEqual([`${PUBLIC}/care-plan/plans/${plan.planId}/versions/1`, 'CarePlan']);
    expect(statusOf(queried).filter(({ name }) => name === 'notification-event')).toEqual(
      server.bundles.slice(1).map((bundle) => statusOf(bundle).find(({ name }) => name === 'notification-event')),
    );
    const sent = JSON.stringify(server.bundles);
    for (const word of [plan.person.id, 'published', 'Synthetic']) expect(sent).not.toContain(word);

    const version = await machine.reads(reference.slice(PUBLIC.length));
    expect(version.versionNo).toBe(1);
    const noticeId = partOf(changed, 'notice-id').valueString;
    const acknowledged = await machine.post('/care-plan/notices/acknowledgements', { ids: [noticeId] }, 200);
    expect(acknowledged.acknowledged).toBe(1);
  }, 120_000);
});
