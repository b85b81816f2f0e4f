// The built style sheet, scripts and pictures. Their names carry a hash of their content, so a browser keeps them for ever.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import fastifyStatic from '@fastify/static';
import type { FastifyInstance } from 'fastify';

/** First path segment of every built file. */
export const ASSETS_PATH = '/assets';

export type AssetName = 'app.css' | 'app.js' | 'class.js' | 'icon.svg';

export interface Assets {
  readonly folder: string;
  path(name: AssetName): `/${string}`;
}

const built = fileURLToPath(new URL('../../assets/dist/', import.meta.url));

/** Reads which files the last build wrote. */
export function loadAssets(folder: string = built): Assets {
  const manifest: unknown = JSON.parse(readFileSync(join(folder, 'manifest.json'), 'utf8'));
  const files = new Map(Object.entries(typeof manifest === 'object' && manifest !== null ? manifest : {}));
  return {
    folder,
    path(name) {
      const file: unknown = files.get(name);
      if (typeof file !== 'string') throw new Error(`${name} was not built`);
      return `${ASSETS_PATH}/${file}`;
    },
  };
}

/** Serves the built files, as the build compressed them. */
export async function serveAssets(app: FastifyInstance, { folder }: Assets): Promise<void> {
  await app.register(fastifyStatic, {
    root: folder,
    prefix: `${ASSETS_PATH}/`,
    decorateReply: false,
    index: false,
    dotfiles: 'ignore',
    preCompressed: true,
    immutable: true,
    maxAge: '365d',
    // The list of files is for this process alone.
    allowedPath: (path) => /\.[0-9a-f]{12}\.(css|js|svg)$/.test(path),
    setHeaders: (reply) => void reply.header('X-Content-Type-Options', 'nosniff'),
  });
}
