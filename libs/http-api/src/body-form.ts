import type { FastifyRequest } from 'fastify';
import type { Problem } from './problem.js';

/** A standard's own form of requests, answers and refusals, for every route below a path. */
export interface BodyForm {
  /** `/care-plan/fhir` */
  readonly below: string;
  readonly mediaType: string;
  refusal(problem: Problem): object;
  /** What a refusal is, for the document: its name, and its JSON Schema. */
  readonly refusalSchema: { readonly name: string; readonly schema: object };
}

declare module 'fastify' {
  interface FastifyInstance {
    /** The forms of the routes that it serves, besides the API's own. */
    bodyForms?: readonly BodyForm[];
  }
}

/** The forms that routes have, each once. */
export function bodyFormsOf(routes: readonly { readonly form?: BodyForm }[]): readonly BodyForm[] {
  return [...new Set(routes.flatMap(({ form }) => form ?? []))];
}

/** The form of what a path answers, whether or not a route is there; undefined where it is the API's own. */
export function formAt({
  url,
  server,
}: Pick<FastifyRequest, 'url'> & { readonly server: Served }): BodyForm | undefined {
  return server.bodyForms?.find(({ below }) => url.startsWith(below) && /^([/?]|$)/.test(url.slice(below.length)));
}

interface Served {
  readonly bodyForms?: readonly BodyForm[];
}

/** A refusal with its media type, in the form that the path has. */
export function refusalAt(
  request: Parameters<typeof formAt>[0],
  problem: Problem,
): Readonly<{ type: string; body: object }> {
  const form = formAt(request);
  return form === undefined
    ? { type: 'application/problem+json', body: problem }
    : { type: form.mediaType, body: form.refusal(problem) };
}
