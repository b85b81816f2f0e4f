import { Refusal } from '@carethread/contracts';
import type { Telemetry } from '@carethread/telemetry';
import { fastify, type FastifyInstance } from 'fastify';
import { answerRefusal, correlate, keepLimits, serverOptions } from '@carethread/http-api';
import type { Settings } from '../settings/settings.js';
import { healthDetails } from './health.js';
import { listenAt, urlOf } from './listening.js';
import type { Standing } from './readiness.js';

/** The media type of Prometheus's text format. */
const PROMETHEUS = 'text/plain; version=0.0.4; charset=utf-8';

/**
 * The operator's own port: details of health, figures, and the routes that need the operator's key. It lies on loopback unless a
 * setting says otherwise, and nothing of it is on the public port.
 */
export class OperatorServer {
  readonly fastify: FastifyInstance;

  constructor(
    readonly settings: Settings,
    { metrics }: Pick<Telemetry, 'metrics'>,
    standing: () => Standing,
  ) {
    this.fastify = fastify(serverOptions({ ...settings, trustedProxies: [] }, false));
    keepLimits(this.fastify, settings);
    correlate(this.fastify, false);
    healthDetails(this.fastify, standing);
    this.fastify.get('/metrics', async (_, reply) => reply.type(PROMETHEUS).send(await metrics()));
    this.fastify.setNotFoundHandler((request, reply) => answerRefusal(request, reply, new Refusal('NOT_FOUND')));
    this.fastify.setErrorHandler((error, request, reply) => answerRefusal(request, reply, error));
  }

  /** Listens, and says where. */
  async listen(): Promise<string> {
    await listenAt(this.settings, ['operatorHost', 'operatorPort'], (at) => this.fastify.listen(at));
    return urlOf(this.fastify.server, this.settings.operatorHost);
  }

  async stop(): Promise<void> {
    await this.fastify.close();
  }
}
