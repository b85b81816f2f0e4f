import { CAPABILITIES, publishedFile, type Capability, type Role } from '@carethread/contracts';
import type { Route } from '@carethread/http-api';
import { member, numberMember, present, requireList, requireText, textMembers } from '@carethread/ledger';

/** The part of a service's route that the gateway needs. */
export interface ServedRoute {
  readonly service: string;
  readonly method: Route['method'];
  readonly path: string;
  readonly summary: string;
  readonly capability: Capability;
  /** Who may call it, and how far: as docs/reference/routes.md explains the grades. */
  readonly roles: Readonly<Partial<Record<Role, string>>>;
  /** It is answered without a token. */
  readonly open?: true;
  /** The most bytes that it takes, where it takes files. */
  readonly uploadLimit?: number;
  /** Its answers may go on for long, and others must not wait for them. */
  readonly streams?: true;
}

/** Which services there are, with the first segment of their paths, and every template that they answer. */
export interface ServedRoutes {
  readonly services: readonly { readonly name: string; readonly path: string }[];
  readonly routes: readonly ServedRoute[];
}

/** The list that is published with the contracts: the gateway serves these templates and no other. */
export function servedRoutes(): ServedRoutes {
  const published: unknown = JSON.parse(publishedFile('routes.json'));
  return {
    services: requireList(published, 'services').map((one) => ({
      name: requireText(one, 'name'),
      path: requireText(one, 'path'),
    })),
    routes: requireList(published, 'routes').map(servedRouteIn),
  };
}

function servedRouteIn(value: unknown): ServedRoute {
  const method = METHODS.find((one) => one === member(value, 'method'));
  const capability = requireText(value, 'capability');
  if (method === undefined || !isCapability(capability)) throw new TypeError('routes.json holds an unknown route');
  return present({
    service: requireText(value, 'service'),
    method,
    path: requireText(value, 'path'),
    summary: requireText(value, 'summary'),
    capability,
    roles: textMembers(member(value, 'roles')),
    open: member(value, 'open') === true ? true : undefined,
    uploadLimit: numberMember(value, 'uploadLimit'),
    streams: member(value, 'streams') === true ? true : undefined,
  });
}

const METHODS = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'] as const;

function isCapability(text: string): text is Capability {
  return Object.hasOwn(CAPABILITIES, text);
}
