import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { fastify } from 'fastify';
import { loadAssets, serveAssets } from './assets.js';

const STYLES = 'app.0123456789ab.css';

describe('the built files of the web', () => {
  const folder = mkdtempSync(join(tmpdir(), 'carethread-assets-'));
  const app = fastify();

  beforeAll(async () => {
    writeFileSync(join(folder, 'manifest.json'), JSON.stringify({ 'app.css': STYLES }));
    writeFileSync(join(folder, STYLES), 'p{}');
    writeFileSync(join(folder, `${STYLES}.gz`), gzipSync('p{}'));
    await serveAssets(app, loadAssets(folder));
  });
  afterAll(async () => {
    await app.close();
    rmSync(folder, { recursive: true });
  });

  it('are found by the name that the code uses', () => {
    expect(loadAssets(folder).path('app.css')).toBe(`/assets/${STYLES}`);
    expect(() => loadAssets(folder).path('app.js')).toThrow('app.js was not built');
  });

  it('are kept by browsers for ever, because another content has another name', async () => {
    const { statusCode, headers, body } = await app.inject(`/assets/${STYLES}`);
    expect({ statusCode, body }).toEqual({ statusCode: 200, body: 'p{}' });
    expect(headers['cache-control']).toBe('public, max-age=31536000, immutable');
    expect(headers['content-type']).toMatch('text/css');
  });

  it('are sent as they were compressed when they were built', async () => {
    const { headers } = await app.inject({ url: `/assets/${STYLES}`, headers: { 'accept-encoding': 'gzip' } });
    expect(headers).toMatchObject({ 'content-encoding': 'gzip', 'content-type': expect.stringContaining('text/css') });
  });

  it.each(['manifest.json', '.stamp.json', '..%2f..%2fpackage.json', 'app.css', ''])(
    'are all that is served: no %s',
    async (name) => {
      expect((await app.inject(`/assets/${name}`)).statusCode).toBe(404);
    },
  );
});
