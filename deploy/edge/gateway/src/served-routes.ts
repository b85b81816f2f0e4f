import { publishedFile, type Capability, type Role } from '@carethread/contracts';
import type { Route } from '@carethread/http-api';

/** The part of a service's route that the gateway needs. */
export interface ServedRoute {
  readonly service: string;
  readonly method: Route['method'];
  readonly path: string;
  readonly summary: string;
  readonly capability: Capability;
  /** Who may call it, and how far: as docs/reference/routes.md explains the grades. */
  readonly roles: Readonly<Partial<Record<Role, string>>>;
  /** The most bytes that it takes, where it takes files. */
  readonly uploadLimit?: number;
}

/** Which services there are, with the first segment of their paths, and every template that they answer. */
export interface ServedRoutes {
  readonly services: readonly { readonly name: string; readonly path: string }[];
  readonly routes: readonly ServedRoute[];
}

/** The list that is published with the contracts: the gateway serves these templates and no other. */
export function servedRoutes(): ServedRoutes {
  const published: ServedRoutes = JSON.parse(publishedFile('routes.json'));
  return published;
}
