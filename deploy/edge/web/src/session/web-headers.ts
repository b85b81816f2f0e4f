import helmet from '@fastify/helmet';
import type { FastifyInstance } from 'fastify';

/** Adds to every answer of this part of a server what keeps its pages to themselves (CSP and others), and from being stored. */
export async function protectPages(
  web: FastifyInstance,
  { issuer, production }: { readonly issuer: string; readonly production: boolean },
): Promise<void> {
  await web.register(helmet, {
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'none'"],
        scriptSrc: ["'self'"],
        styleSrc: ["'self'"],
        imgSrc: ["'self'"],
        fontSrc: ["'self'"],
        connectSrc: ["'self'"],
        manifestSrc: ["'self'"],
        workerSrc: ["'self'"],
        // Browsers apply it to redirects after a POST too: signing out leads to the identity provider.
        formAction: ["'self'", new URL(issuer).origin],
        frameAncestors: ["'none'"],
        baseUri: ["'none'"],
        requireTrustedTypesFor: ["'script'"],
      },
    },
    crossOriginEmbedderPolicy: false,
    crossOriginOpenerPolicy: { policy: 'same-origin' },
    crossOriginResourcePolicy: { policy: 'same-origin' },
    referrerPolicy: { policy: 'same-origin' },
    xFrameOptions: { action: 'deny' },
    strictTransportSecurity: production && { maxAge: 31_536_000, includeSubDomains: false },
  });
  web.addHook('onSend', (_, reply, payload, done) => {
    // Static files say themselves how long they are good for.
    if (reply.getHeader('cache-control') === undefined) reply.header('cache-control', 'no-store');
    done(null, payload);
  });
}
