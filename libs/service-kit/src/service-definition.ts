import type { Capability } from '@carethread/contracts';
import type { AttachmentDecider } from '@carethread/event-sourcing';
import type { Duty, ServiceRules, ServiceRuntime } from '@carethread/runtime';
import type { CountedList, Route, SignIn } from '@carethread/http-api';
import type { OpenPath } from './open-path.js';
import type { WorkList } from './work/work-list.js';

/** How a service keeps attachments: who may write a record may attach to it, and who may read it may read what is attached. */
export interface AttachmentKeeping {
  readonly decider: AttachmentDecider;
  readonly attach: Capability;
  readonly read: Capability;
}

/** Answers its operator: ids, codes, numbers and instants only. Throws Refusal. */
export type Operation = (runtime: ServiceRuntime, asked: unknown) => Promise<object>;

/** A service: its rules and its routes. Read top to bottom on one screen in `src/<name>.service.ts`. */
export interface ServiceDefinition extends ServiceRules {
  readonly routes: readonly Route[];
  /** What its operator may ask a running process, by name, over a door of the operator's own. */
  readonly operations?: Readonly<Record<string, Operation>>;
  /** Absent where nothing is attached to the service's records. */
  readonly attachments?: AttachmentKeeping;
  /** What it notes of who calls. */
  readonly signIn?: SignIn;
  /** What one replica does for all of them, besides what every service does. */
  readonly duties?: readonly Duty<ServiceRuntime>[];
  /** What it answers without a sign-in, by a token in the path. */
  readonly openPaths?: readonly OpenPath[];
  /** Its lists of work, besides the tasks that every service has. */
  readonly work?: readonly WorkList[];
  /** How those lists are counted for whoever asks about themselves. */
  readonly countedWork?: readonly CountedList[];
}

export function defineService(definition: ServiceDefinition): ServiceDefinition {
  return definition;
}
