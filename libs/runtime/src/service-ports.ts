import type { Bus, Clock, EventLog, Leases, ViewStore } from '@carethread/event-sourcing';
import type { MailServer } from './mail-server.js';
import type { WorkOfUsers } from './work-of-users.js';
import type { Attachments, KeyStore } from '@carethread/privacy';
import type { WebhookPort } from './webhooks/webhooks.js';

/** Everything a service is given by its host. The same for one process and for six. */
export interface ServicePorts {
  readonly log: EventLog;
  readonly accessLog: EventLog;
  readonly views: ViewStore;
  /** Of the views that decisions rest on: available whenever the log is. */
  readonly decisionViews: ViewStore;
  /** Survives a rebuild: how far relay, policies and inbox have come. */
  readonly checkpoints: ViewStore;
  readonly bus: Bus;
  readonly keys: KeyStore;
  readonly attachments: Attachments;
  readonly leases: Leases;
  readonly clock: Clock;
  /** The tokens' issuer: a pseudonym is made of issuer and subject. */
  readonly issuer: string;
  /** The council's own law; without one, a new stream of which nothing says whose law it is under is refused. */
  readonly jurisdiction?: string | undefined;
  /** How the installation is called from outside; notices say where they come from. */
  readonly publicUrl?: string | undefined;
  /** Where its mails go; none: it sends none. */
  readonly mail?: MailServer | undefined;
  /** What users have to do, in every service. */
  readonly work?: WorkOfUsers | undefined;
  /** The broker on which providers have topics of their own; none where there is no broker for them. */
  readonly providerTopics?: Bus | undefined;
  /** Without it nothing is sent to providers' endpoints. */
  readonly webhooks?: WebhookPort | undefined;
  readonly warn: Warn;
}

/** A line for the operational log: what happened, with codes, ids and numbers; never a person's words. */
export type Warn = (message: string, about: Readonly<Record<string, string | number>>) => void;
