import type { ServiceRules } from '@carethread/runtime';
import type { Route } from '@carethread/http-api';

/** A service: its rules and its routes. Read top to bottom on one screen in `src/<name>.service.ts`. */
export interface ServiceDefinition extends ServiceRules {
  readonly routes: readonly Route[];
}

export function defineService(definition: ServiceDefinition): ServiceDefinition {
  return definition;
}
