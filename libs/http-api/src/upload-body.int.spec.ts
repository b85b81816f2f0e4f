import { createHash } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { BytesInFlight } from './bytes-in-flight.js';
import { Upload } from './upload-body.js';

describe('an upload', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'carethread-upload-'));
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  async function* chunks(...parts: readonly string[]): AsyncIterable<Buffer> {
    for (const part of parts) yield await Promise.resolve(Buffer.from(part));
  }
  const receive = (body: AsyncIterable<Buffer>, bytes = new BytesInFlight(100)): Promise<Upload> =>
    Upload.receive(body, 'text/plain', {
      folder,
      bytes,
      sender: 'a',
      limit: 20,
      tooLarge: () => new Error('too large'),
      noRoom: () => new Error('no room'),
    });

  it('is given back as it came, with its hash, as often as it is asked for', async () => {
    const upload = await receive(chunks('a letter ', 'of somebody'));
    expect([upload.size, upload.mediaType]).toEqual([20, 'text/plain']);
    expect(upload.hash).toBe(createHash('sha256').update('a letter of somebody').digest('hex'));
    for (let times = 0; times < 2; times++) expect((await upload.open()).toString()).toBe('a letter of somebody');
    await upload.discard();
  });

  it('leaves nothing to read while it waits, and nothing at all afterwards', async () => {
    const upload = await receive(chunks('a letter'));
    for (const name of readdirSync(folder)) expect(readFileSync(join(folder, name), 'latin1')).not.toContain('letter');
    await upload.discard();
    await upload.discard();
    expect(readdirSync(folder)).toEqual([]);
  });

  it('takes room in memory when it is opened, and not before, and gives it back', async () => {
    const bytes = new BytesInFlight(10);
    const [one, two] = [await receive(chunks('12345678'), bytes), await receive(chunks('12345678'), bytes)];
    expect(bytes.taken).toBe(0);
    await one.open();
    expect(bytes.taken).toBe(8);
    await expect(two.open()).rejects.toThrow('no room');
    await one.discard();
    expect(bytes.taken).toBe(0);
    expect((await two.open()).toString()).toBe('12345678');
    await two.discard();
  });

  it('that is too large, or breaks off, leaves nothing behind', async () => {
    await expect(receive(chunks('x'.repeat(15), 'x'.repeat(15)))).rejects.toThrow('too large');
    async function* broken(): AsyncIterable<Buffer> {
      yield await Promise.resolve(Buffer.from('a'));
      throw new Error('broken off');
    }
    await expect(receive(broken())).rejects.toThrow('broken off');
    expect(readdirSync(folder)).toEqual([]);
  });
});
