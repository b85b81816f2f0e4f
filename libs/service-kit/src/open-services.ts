import type { Bus, Clock } from '@carethread/event-sourcing';
import {
  clockAcceptance,
  guardedLog,
  ServiceRuntime,
  type ClockGuard,
  type MailServer,
  type Warn,
  type WebhookPort,
  type WorkOfUsers,
} from '@carethread/runtime';
import { task } from './domain/tasks.js';
import { officePolicies } from './policies/office-policies.js';
import type { ServiceDefinition } from './service-definition.js';
import type { Settings } from './settings/settings.js';
import type { ProcessStores, ServiceStores } from './stores.js';
import { openTasks } from './views/open-tasks.js';
import { taskList } from './views/task-list.js';

/** A service of this process: its rules, what runs them, and the stores that are its own. */
export interface OpenService {
  readonly definition: ServiceDefinition;
  readonly runtime: ServiceRuntime;
  readonly own: ServiceStores;
}

/** What the services of a process share. */
export interface ServiceSite {
  readonly settings: Settings;
  readonly stores: ProcessStores;
  readonly bus: Bus;
  readonly clock: Clock;
  /** In production. */
  readonly guard: ClockGuard | undefined;
  readonly mail: MailServer | undefined;
  /** What users have to do, in every service. */
  readonly work: WorkOfUsers;
  /** Where webhooks are on. */
  readonly webhooks: WebhookPort | undefined;
  readonly warn: Warn;
}

/** Opens the stores of each service and adds to its rules what every service has: tasks, the clock, attachments. */
export async function openServices(
  definitions: readonly ServiceDefinition[],
  { settings, stores, bus, clock, guard, mail, work, webhooks, warn }: ServiceSite,
): Promise<readonly OpenService[]> {
  const services: OpenService[] = [];
  for (const definition of definitions) {
    const own = await stores.service(definition.name);
    const { attachments } = definition;
    const ofAttachments = attachments === undefined ? [] : [attachments.decider];
    const runtime = new ServiceRuntime(
      {
        ...definition,
        deciders: [...definition.deciders, task, clockAcceptance, ...ofAttachments],
        views: [...definition.views, openTasks, taskList],
        policies: [...definition.policies, ...officePolicies],
      },
      {
        ...own,
        log: guard === undefined ? own.log : guardedLog(own.log, guard),
        bus,
        keys: stores.keys,
        attachments: stores.attachments,
        clock,
        issuer: settings.issuer,
        jurisdiction: settings.jurisdiction,
        publicUrl: settings.publicUrl,
        mail,
        work,
        providerTopics: stores.providerTopics,
        webhooks,
        warn,
      },
    );
    services.push({ definition, runtime, own });
  }
  return services;
}
