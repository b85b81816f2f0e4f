import type { Platform } from '@carethread/service-kit';
import { errorOf } from '@carethread/ledger';
import { mountWeb, openSignIn, type Transport, type WebOptions } from '@carethread/web';
import type { Gateway } from '@carethread/gateway';
import { underCorrelation } from '@carethread/http-api';
import type { InjectOptions } from 'fastify';

/** What the API answers besides its services. */
const BESIDES = ['audit', 'overview', 'health', 'docs', 'openapi.json', 'test', 'demo', 'operator', 'metrics'];

/** What the pages are given in the one process: the same API, without a network. */
export function webOptionsOf(platform: Platform, { paths, now }: Pick<Gateway, 'paths' | 'now'>): WebOptions {
  const { settings } = platform;
  const fastify = platform.app.getHttpAdapter().getInstance();
  const transport: Transport = async ({ method, path, headers, body }) => {
    const request: InjectOptions =
      body === undefined ? { method, url: path, headers } : { method, url: path, headers, payload: body };
    const answered = await underCorrelation(headers['x-correlation-id'], async () => fastify.inject(request));
    return { status: answered.statusCode, headers: answered.headers, text: answered.payload };
  };
  return {
    transport,
    mode: settings.mode,
    apiSegments: [...paths, ...BESIDES],
    now,
    url: () => settings.webUrl ?? fastify.listeningOrigin,
    broke: ({ page, correlationId, error }) =>
      process.stderr.write(`${JSON.stringify({ page, correlationId, broke: errorOf(error).name })}\n`),
  };
}

/** Serves the pages beside the API. */
export async function mountPages(platform: Platform, gateway: Pick<Gateway, 'paths' | 'now'>): Promise<void> {
  const signIn = await openSignIn(platform.settings);
  const fastify = platform.app.getHttpAdapter().getInstance();
  fastify.addHook('onClose', () => signIn.stop());
  await mountWeb(fastify, signIn, webOptionsOf(platform, gateway));
}
