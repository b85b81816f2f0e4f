import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { Refused } from '../api/refused.js';
import { SignedOut } from '../session/session.js';
import { errorPage, mayNot, notFound } from './error-page.js';
import { HOME, homeOf } from './navigation.js';
import type { Page } from './page.js';
import { needsPurpose, purposeStep } from './purpose-step.js';
import type { SavedFile } from './saved-file.js';
import { segmentsOf } from './segments.js';
import { personOf, sendError, showPage, type Web } from './show-page.js';
import { submit } from './submit.js';
import { Visit } from './visit.js';

type Handler = (visit: Visit, request: FastifyRequest, reply: FastifyReply) => Promise<FastifyReply>;

/** Adds a route for every row. What no row names is not there: a page that nobody was let into is open to nobody. */
export function routePages(fastify: FastifyInstance, web: Web): void {
  for (const page of web.pages) {
    fastify.get(
      page.path,
      guarded(web, page, (visit, _, reply) => show(web, page, visit, reply)),
    );
    if (page.forms.length > 0)
      fastify.post(
        page.path,
        guarded(web, page, (visit, request, reply) => submit(web, page, visit, request, reply)),
      );
  }
  fastify.get(HOME, async (request, reply) => {
    const visit = await Visit.of(request, web.host);
    return reply.redirect(visit.signedIn === undefined ? '/sign-in' : homeOf(web.pages, visit.role), 303);
  });
  for (const segment of segmentsOf(web.pages))
    fastify.get(`/${segment}/*`, async (request, reply) => {
      const visit = await Visit.of(request, web.host);
      return sendError(web, visit, reply, notFound(visit.shared));
    });
}

async function show(web: Web, page: Page, visit: Visit, reply: FastifyReply): Promise<FastifyReply> {
  if (page.file !== undefined) return save(await page.file(visit), reply);
  const [opened, person] = await Promise.all([page.open(visit), personOf(visit)]);
  return showPage(web, page, opened, person, visit, reply);
}

/** A file of a record runs nothing and loads nothing, even where a browser opens it. */
function save({ name, type, text }: SavedFile, reply: FastifyReply): FastifyReply {
  return reply
    .header('content-disposition', `attachment; filename="${name}"`)
    .header('content-security-policy', "default-src 'none'; sandbox")
    .type(type)
    .send(text);
}

/** Lets in whom the row names, and turns whatever goes wrong into a page. */
function guarded(web: Web, page: Page, handle: Handler) {
  return async (request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> => {
    const visit = await Visit.of(request, web.host);
    const who = page.who === 'anybody' ? [] : page.who;
    try {
      if (page.who !== 'anybody') {
        const { role } = visit;
        if (visit.user.role === '')
          return await reply.redirect(`/sign-in/role?to=${encodeURIComponent(visit.path)}`, 303);
        if (role === undefined || !page.who.includes(role))
          return await sendError(web, visit, reply, mayNot(visit.shared, who));
        if (visit.purpose === undefined && needsPurpose(page, role))
          return await reply.redirect(purposeStep(visit.personId, request.url), 303);
      }
      return await handle(visit, request, reply);
    } catch (error) {
      if (isSignedOut(error)) return reply.redirect(`/sign-in?to=${encodeURIComponent(visit.path)}`, 303);
      if (!(error instanceof Refused) || error.status >= 500)
        web.host.broke({ page: page.path, correlationId: visit.correlationId, error });
      return sendError(web, visit, reply, errorPage(visit.shared, error, visit.correlationId, who));
    }
  };
}

const isSignedOut = (error: unknown): boolean =>
  error instanceof SignedOut || (error instanceof Refused && error.status === 401);
