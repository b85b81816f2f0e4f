import { fastify } from 'fastify';
import { docsViewer } from './docs-viewer.js';

const server = fastify();
docsViewer(server);
afterAll(() => server.close());

describe('the rendered interface', () => {
  it('is where the bare address leads', async () => {
    const { statusCode, headers } = await server.inject('/');
    expect([statusCode, headers.location]).toEqual([302, '/docs']);
  });

  it('is the same page with a slash at the end of its path', async () => {
    const [page, slashed] = [await server.inject('/docs'), await server.inject('/docs/')];
    expect([slashed.statusCode, slashed.headers['content-type'], slashed.body]).toEqual([
      200,
      page.headers['content-type'],
      page.body,
    ]);
  });

  it('loads its scripts and styles from this platform alone, and has none in the page', async () => {
    const { body, headers } = await server.inject('/docs');
    expect(headers['content-security-policy']).toMatch(/^default-src 'none'; script-src 'self'; style-src 'self';/);
    expect(headers['content-security-policy']).not.toContain('unsafe');
    expect(body).not.toMatch(/<style|<script(?![^>]* src=")|\son\w+=|\sstyle=/);
    const loaded = [...body.matchAll(/(?:src|href)="([^"]+)"/g)].map(([, path]) => path ?? '');
    expect(loaded).toEqual(['/docs/swagger-ui.css', '/docs/swagger-ui-bundle.js', '/docs/viewer.js', '/docs/routes']);
    for (const path of loaded.slice(0, 3)) {
      const file = await server.inject(path);
      expect([path, file.statusCode, file.headers['x-content-type-options']]).toEqual([path, 200, 'nosniff']);
      expect(file.headers['content-type']).toMatch(/^text\/(css|javascript); charset=utf-8$/);
      expect(file.body.length).toBeGreaterThan(500);
    }
  });
});
