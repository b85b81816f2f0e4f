import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { buildAssets } from '../assets.mjs';

const KB = 1024;

describe('the style sheet and the scripts of the web', () => {
  const folder = mkdtempSync(join(tmpdir(), 'carethread-built-'));
  let files: readonly string[] = [];
  const read = (start: string, end: string) => {
    const name = files.find((file) => file.startsWith(start) && file.endsWith(end));
    if (name === undefined) throw new Error(`no ${start}*${end}`);
    return readFileSync(join(folder, name));
  };

  beforeAll(async () => {
    expect(await buildAssets(folder)).toBe(4);
    files = readdirSync(folder);
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  it('are built once for the same sources', async () => {
    expect(await buildAssets(folder)).toBe(0);
    expect(readdirSync(folder)).toEqual(files);
  });

  it('have the hash of their content in their name, and a list of names', () => {
    const manifest: object = JSON.parse(readFileSync(join(folder, 'manifest.json'), 'utf8'));
    expect(Object.keys(manifest).sort()).toEqual(['app.css', 'app.js', 'class.js', 'icon.svg']);
    for (const name of Object.values(manifest)) {
      const hash = createHash('sha256')
        .update(readFileSync(join(folder, name)))
        .digest('hex');
      expect(name).toContain(`.${hash.slice(0, 12)}.`);
      expect(gunzipSync(readFileSync(join(folder, `${name}.gz`)))).toEqual(readFileSync(join(folder, name)));
      expect(brotliDecompressSync(readFileSync(join(folder, `${name}.br`)))).toEqual(readFileSync(join(folder, name)));
    }
  });

  it('stay within their budget: 20 kB of style and 8 kB of script, compressed', () => {
    expect(read('app.', '.css.gz').length).toBeLessThan(20 * KB);
    expect(read('app.', '.js.gz').length + read('class.', '.js.gz').length).toBeLessThan(8 * KB);
  });

  it('hold nothing that only GOV.UK or the NHS may show', () => {
    const forbidden = /Transport|Frutiger|crown|crest|govuk-logo|nhs-?(uk)?-?logo|gov\.uk logo|\.woff|@font-face/i;
    for (const name of files.filter((file) => !/\.(gz|br)$/.test(file))) {
      expect(name).not.toMatch(forbidden);
      expect(forbidden.exec(readFileSync(join(folder, name), 'utf8'))?.[0]).toBeUndefined();
    }
  });

  it('fetch nothing from elsewhere, and one picture of a part that no page uses', () => {
    const addresses = [
      ...read('app.', '.css')
        .toString()
        .matchAll(/url\(([^)]*)\)/g),
    ].map(([, address]) => address);
    expect(addresses).toEqual(['/assets/images/icon-document.svg']);
    expect(read('app.', '.js').toString()).not.toMatch(/https?:\/\/(?!www\.w3\.org)/);
  });

  it('run under trusted types and without inline code', () => {
    for (const script of [read('app.', '.js'), read('class.', '.js')])
      expect(script.toString()).not.toMatch(
        /innerHTML|outerHTML|insertAdjacentHTML|document\.write|DOMParser|\beval\(|new Function|createContextualFragment|setAttribute\(["'](style|on)/,
      );
  });

  it('are made for paper, for colours that users choose, and for those who want no motion', () => {
    const css = read('app.', '.css').toString();
    for (const part of [
      '@media print',
      '@media(forced-colors: active)',
      '@media(prefers-reduced-motion: reduce)',
      '@page',
    ])
      expect(css).toContain(part);
  });
});
