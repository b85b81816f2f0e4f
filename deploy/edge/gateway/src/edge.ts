import { correlationOf, fillPath, traceHeaders, type BuiltInIssuer, type ServiceProcess } from '@carethread/http-api';
import type { Instant } from '@carethread/ledger';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { ListedRoute } from './docs-page.js';

export type Mode = 'demo' | 'test' | 'production';

/** An answer that a service gave to the gateway. */
export interface Answered {
  readonly status: number;
  readonly headers: Readonly<Record<string, unknown>>;
  readonly body: Record<string, unknown>;
}

/** Where the services are reached, over HTTP or in this process: the gateway is the same for both. */
export interface Gateway {
  readonly fastify: FastifyInstance;
  readonly mode: Mode;
  /** Where `GET /` leads, where that is not the API’s reference. */
  readonly home?: string;
  /** First path segments of the services. */
  readonly paths: readonly string[];
  readonly routes: readonly ListedRoute[];
  /** Every process that runs services, every copy of each: for the routes of test mode. */
  readonly processes: readonly ServiceProcess[];
  readonly issuer: BuiltInIssuer | undefined;
  /** What time it is on the platform: in test mode by the clock of that mode. */
  readonly now: () => Promise<Instant>;
  /** GET of a path of a service, with these headers. */
  readonly get: (path: string, headers: Readonly<Record<string, string>>) => Promise<Answered>;
  /** POST of JSON that only reads: what is asked for may not stand in a path. */
  readonly post: (path: string, headers: Readonly<Record<string, string>>, body: string) => Promise<Answered>;
}

/** A read of one service: a template of its routes, what fills the template's places, and the query. */
export interface Question {
  readonly template: string;
  readonly values: Readonly<Record<string, string>>;
  readonly query?: Readonly<Record<string, string>>;
  /** What is asked for, where it may not stand in a path: such a read is a POST. */
  readonly body?: object;
}

/** The services, as far as a read asks them. */
export type Asked = Pick<Gateway, 'get' | 'post'>;

/**
 * Asks a service with the caller's own token and purpose: the gateway has no rights of its own. Nothing that the caller wrote
 * becomes part of a path but as one encoded segment, in the form that its place takes. Throws NOT_FOUND.
 */
export async function ask({ get, post }: Asked, request: FastifyRequest, question: Question): Promise<Answered> {
  const { template, values, query = {}, body } = question;
  const search = new URLSearchParams(query).toString();
  const path = fillPath(template, values) + (search === '' ? '' : `?${search}`);
  const headers: Record<string, string> = { ...traceHeaders(request), 'x-correlation-id': correlationOf(request) };
  for (const name of ['authorization', 'x-purpose', 'prefer']) {
    const value = request.headers[name];
    if (typeof value === 'string') headers[name] = value;
  }
  return body === undefined ? get(path, headers) : post(path, headers, JSON.stringify(body));
}
