import {
  Catch,
  Controller,
  Delete,
  Get,
  Patch,
  Post,
  Put,
  Req,
  Res,
  UseGuards,
  type ArgumentsHost,
  type ExceptionFilter,
  type Type,
} from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Refusal } from '@carethread/contracts';
import { refusalAt } from './body-form.js';
import { problemOf } from './problem.js';
import type { ServiceRuntime } from '@carethread/runtime';
import type { AdmittedRequest } from './admission.js';
import { answerCounter } from './answer-counter.js';
import { BearerGuard } from './bearer-guard.js';
import { correlationOf } from './correlation.js';
import type { EventStreams } from './event-streams.js';
import { handle } from './handle.js';
import { handleWithoutToken } from './handle-without-token.js';
import { isOpen, type Route } from './route.js';
import { signInsOf, type SignIn } from './sign-in.js';

/** One filter makes every problem. */
@Catch()
export class ProblemFilter implements ExceptionFilter {
  constructor(readonly note: (message: string, about: Readonly<Record<string, string | number>>) => void) {}

  catch(error: unknown, host: ArgumentsHost): void {
    const http = host.switchToHttp();
    const request = http.getRequest<AdmittedRequest>();
    const correlationId = correlationOf(request);
    const { problem, headers, broken } = problemOf(error, correlationId);
    if (broken)
      this.note('a request broke', {
        correlationId,
        code: problem.code,
        error: error instanceof Error ? `${error.name} ${placeOf(error)}` : 'unknown',
      });
    const { type, body } = refusalAt(request, problem);
    void http
      .getResponse<FastifyReply>()
      .status(problem.status)
      .headers({ ...headers, 'X-Correlation-Id': correlationId })
      .type(type)
      .send(body);
  }
}

/** Where an error was thrown: the first frame, for the lines before it are the message, which may quote a record. */
function placeOf({ stack = '' }: Error): string {
  return (
    stack
      .split('\n')
      .find((line) => /^\s+at /.test(line))
      ?.trim() ?? ''
  );
}

/** Replies 503 at the time-out while work goes on; a retry with the same key is deduplicated. */
async function withPatience<T>(millis: number, work: () => Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Refusal('TIMED_OUT')), millis);
  });
  try {
    return await Promise.race([work(), late]);
  } finally {
    clearTimeout(timer);
  }
}

/** A request of the table: the framework has matched its path and read its query. */
type RoutedRequest = FastifyRequest<{
  Params: Readonly<Record<string, string>>;
  Querystring: Readonly<Record<string, unknown>>;
}> &
  Pick<AdmittedRequest, 'caller' | 'correlationId'>;

const VERBS = { GET: Get, POST: Post, PUT: Put, PATCH: Patch, DELETE: Delete };

/** A Nest controller for a service's table of routes: a method for each, so guards, filters and metrics hang where Nest has them. */
export function controllerFor(
  runtime: ServiceRuntime,
  routes: readonly Route[],
  patience: number,
  streams: EventStreams,
  signIn?: SignIn,
): Type {
  const noteSignIn = signInsOf(runtime, signIn);
  const counted = answerCounter(runtime.definition.name);
  class ServiceController {}
  const { prototype } = ServiceController;
  routes.forEach((route, index) => {
    const name = `${route.method.toLowerCase()}${index}`;
    const value = async (request: RoutedRequest, reply: FastifyReply): Promise<void> => {
      const { caller } = request;
      const correlationId = correlationOf(request);
      const answered = await counted(route.kind, () =>
        withPatience(patience, async () => {
          if (caller === undefined) return handleWithoutToken(route, runtime, request);
          await noteSignIn(caller);
          return handle(route, runtime, {
            params: request.params,
            query: request.query,
            headers: request.headers,
            body: request.body,
            caller,
            correlationId,
          });
        }),
      );
      if (answered.pages !== undefined && caller !== undefined) {
        const { tenantId, userId, clientId = userId, expiresAt = 0 } = caller;
        const head = {
          client: `${tenantId} ${clientId}`,
          until: expiresAt,
          headers: { ...answered.headers, 'X-Correlation-Id': correlationId },
        };
        await streams.send(reply, head, answered.pages, (error) =>
          runtime.parts.warn('a stream broke', { error: error instanceof Error ? error.name : 'unknown' }),
        );
        return;
      }
      if (route.form !== undefined) void reply.type(route.form.mediaType);
      void reply
        .status(answered.status)
        .headers({ ...answered.headers, 'X-Correlation-Id': correlationId })
        .send(answered.body);
    };
    const descriptor: PropertyDescriptor = { value, writable: true, enumerable: true, configurable: true };
    Object.defineProperty(prototype, name, descriptor);
    VERBS[route.method](route.path)(prototype, name, descriptor);
    Req()(prototype, name, 0);
    Res()(prototype, name, 1);
    if (!isOpen(route)) UseGuards(BearerGuard)(prototype, name, descriptor);
  });
  Controller()(ServiceController);
  Object.defineProperty(ServiceController, 'name', { value: `${runtime.definition.name}-controller` });
  return ServiceController;
}
