import { migrateKeys, PostgresKeyStore } from '@carethread/keys-postgres';
import { migrateLogs, PostgresLog } from '@carethread/log-postgres';
import { randomUUID } from 'node:crypto';
import { NOW } from './prepared-folders.js';
import { sealedEvent, type PlannedEvent } from './sealed-event.js';

export interface ServedPeople {
  readonly tenantId: string;
  readonly providerId: string;
  /** The keyworker of all of them, by the id in a token. */
  readonly keyworkerId: string;
  /** A plan each, to which the provider subscribes and to which the person has consented. */
  readonly planIds: readonly string[];
}

export interface Place {
  readonly postgres: string;
  readonly namespace: string;
  /** The file of the key-encryption key. */
  readonly kek: string;
}

/** Stores people whom a provider serves in the logs of care-plan and consent, before any service runs. */
export async function storeServedPeople(place: Place, count: number): Promise<ServedPeople> {
  const { postgres: url, namespace, kek } = place;
  await migrateKeys(url, namespace);
  const services = ['care-plan', 'consent'] as const;
  await migrateLogs(url, namespace, services);
  const [tenantId, providerId, keyworkerId] = [randomUUID(), randomUUID(), randomUUID()];
  const people = Array.from({ length: count }, () => ({ personId: randomUUID(), planId: randomUUID() }));
  const keys = await PostgresKeyStore.open({ url, kek, namespace });
  for (const service of services) {
    const log = await PostgresLog.open({ url, namespace, service, clock: { now: () => Date.parse(NOW) } });
    const store = async ({ personId, planId }: (typeof people)[number]): Promise<void> => {
      const events = service === 'consent' ? consented(planId) : served(planId, providerId, keyworkerId);
      for (const { category, id, revision, ...event } of events) {
        const stream = `${category}-${id}`;
        const key = await keys.getOrCreate(tenantId, personId, 'socialCare');
        const sealed = sealedEvent({ ...event, service, stream, revision, tenantId, personId, occurredAt: NOW }, key);
        await log.append({ stream, expectedRevision: revision - 1, events: [sealed] });
      }
    };
    for (let from = 0; from < count; from += 100) await Promise.all(people.slice(from, from + 100).map(store));
    await log.close();
  }
  await keys.close();
  return { tenantId, providerId, keyworkerId, planIds: people.map(({ planId }) => planId) };
}

function served(planId: string, providerId: string, keyworkerId: string): readonly PlannedEvent[] {
  const episodeId = randomUUID();
  const episode = { category: 'serviceEpisode', id: episodeId };
  return [
    {
      category: 'carePlan',
      id: planId,
      revision: 1,
      type: 'CarePlanOpened',
      payload: {
        planId,
        planKind: 'provider',
        organisationId: providerId,
        profile: { code: 'ENG', version: 1 },
        rulePacks: [],
        laws: [],
        councilNeeds: [],
      },
    },
    {
      ...episode,
      revision: 1,
      type: 'ServiceAgreementMade',
      payload: { episodeId, providerId, agreedAt: NOW, serviceType: 'homeCare', councilOperated: false },
    },
    {
      ...episode,
      revision: 2,
      type: 'CareTeamAssigned',
      payload: { episodeId, organisationId: providerId, keyworkerId, members: [] },
    },
    {
      category: 'subscription',
      id: randomUUID(),
      revision: 1,
      type: 'SubscriptionStarted',
      payload: { providerId, episodeId },
    },
  ];
}

function consented(planId: string): readonly PlannedEvent[] {
  return [
    { category: 'careConsent', id: planId, revision: 1, type: 'CareConsentGiven', payload: { planId, versionNo: 1 } },
  ];
}
