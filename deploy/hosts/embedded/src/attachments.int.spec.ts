import { readSettings, type Platform } from '@carethread/service-kit';
import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startEmbedded } from './embedded.js';
import { type Caller, callers, type Callers } from './testing/callers.js';

const PDF = 'application/pdf';
const LIMIT = 10 * 1024 * 1024;

describe('attachments over HTTP', () => {
  let data: string;
  let platform: Platform;
  let who: Callers;

  beforeAll(async () => {
    data = mkdtempSync(join(tmpdir(), 'carethread-attachments-'));
    // As a process leaves them that was killed.
    mkdirSync(join(data, 'uploads'));
    writeFileSync(join(data, 'uploads', 'left behind'), 'sealed with a key that is gone');
    platform = await startEmbedded(
      readSettings({ CARETHREAD_MODE: 'test', CARETHREAD_PORT: '0', CARETHREAD_DATA: data }),
    );
    who = await callers(await platform.listen());
  });
  afterAll(async () => {
    await platform.stop();
    rmSync(data, { recursive: true, force: true });
  });

  const put = (by: Caller, personId: string, bytes: Uint8Array<ArrayBuffer>, headers: Record<string, string> = {}) =>
    by.send('POST', `/assessment/attachments?personId=${personId}`, bytes, { 'content-type': PDF, ...headers });

  it('ENG-144: keeps the bytes sealed under their hash, gives them back as they were, and makes a new one of the same file', async () => {
    const person = await who.person();
    const bytes = randomBytes(70_000);
    const first = await put(who.assessor, person.id, bytes);
    expect(first).toMatchObject({ status: 201, body: { mediaType: PDF, size: 70_000, revision: 1 } });
    const { hash } = first.body;
    expect(first.headers.get('location')).toBe(`/assessment/attachments/${hash}`);
    const sealed = readFileSync(join(data, 'attachments', hash));
    expect(createHash('sha256').update(sealed).digest('hex')).toBe(hash);
    expect(sealed.includes(bytes.subarray(0, 64))).toBe(false);
    const read = await who.assessor.send('GET', `/assessment/attachments/${hash}`);
    expect(read.status).toBe(200);
    expect(read.bytes.equals(bytes)).toBe(true);
    expect(read.headers.get('content-type')).toBe(PDF);
    expect(read.headers.get('x-content-type-options')).toBe('nosniff');
    const again = await put(who.assessor, person.id, bytes);
    expect(again.body.hash).not.toBe(hash);
    for (const method of ['PUT', 'PATCH', 'DELETE'])
      expect((await who.assessor.send(method, `/assessment/attachments/${hash}`)).status).toBe(405);
  });

  it('waits in the data folder and leaves nothing there, also of a process that was killed', async () => {
    const person = await who.person();
    expect((await put(who.assessor, person.id, Buffer.from('synthetic'))).status).toBe(201);
    expect(readdirSync(join(data, 'uploads'))).toEqual([]);
  });

  it('stores what is sent again with its key once, and refuses the key for other bytes', async () => {
    const person = await who.person();
    const key = { 'idempotency-key': randomUUID() };
    const { body } = await put(who.assessor, person.id, Buffer.from('synthetic'), key);
    const kept = readdirSync(join(data, 'attachments')).length;
    expect((await put(who.assessor, person.id, Buffer.from('synthetic'), key)).body).toEqual(body);
    expect(readdirSync(join(data, 'attachments'))).toHaveLength(kept);
    expect(await put(who.assessor, person.id, Buffer.from('otherwise'), key)).toMatchObject({
      status: 409,
      body: { code: 'IDEMPOTENCY_MISMATCH' },
    });
  });

  it('opens them to whom the record is open, and writes down who looked and who was turned away', async () => {
    const person = await who.person();
    const { hash } = (await put(who.assessor, person.id, Buffer.from('synthetic'))).body;
    const path = `/assessment/attachments/${hash}`;
    expect((await person.self.send('GET', path)).status).toBe(200);
    expect((await who.stranger.send('GET', path)).status).toBe(404);
    expect((await who.elsewhere.send('GET', path)).status).toBe(404);
    expect((await who.assessor.send('GET', `/assessment/attachments/${'0'.repeat(64)}`)).status).toBe(404);
    expect(await put(who.stranger, person.id, Buffer.from('x'))).toMatchObject({ status: 404 });
    expect(await put(person.self, person.id, Buffer.from('x'))).toMatchObject({
      status: 403,
      body: { code: 'ROLE_NOT_PERMITTED' },
    });
    expect(await put(who.assessor, randomUUID(), Buffer.from('x'))).toMatchObject({ status: 404 });
    const log = (await person.self.send('GET', `/consent/persons/${person.id}/access-log`)).body.items;
    const reads = log.filter((entry: { route: string }) => entry.route === 'GET /assessment/attachments/:hash');
    expect(reads.map((entry: { outcome: string }) => entry.outcome).sort()).toEqual(['read', 'refused']);
    expect(reads.find((entry: { outcome: string }) => entry.outcome === 'read').target).toMatch(/^attachment-/);
  });

  it('is cited only where it was stored for that very person in that very service', async () => {
    const [person, other] = [await who.person(), await who.person()];
    const { hash } = (await put(who.assessor, person.id, Buffer.from('synthetic'))).body;
    const source = async (personId: string, attachmentHash: string) => {
      const { body } = await who.assessor.json('POST', '/assessment/assessments', { personId, kind: 'councilNeeds' });
      await who.assessor.json('POST', `/assessment/assessments/${body.id}/start`, {});
      return who.assessor.json('POST', `/assessment/assessments/${body.id}/sources`, {
        sourceType: 'dischargeDocument',
        issuingBody: 'synthetic hospital',
        dated: '1999-12-02',
        attachmentHash,
      });
    };
    expect((await source(person.id, hash)).status).toBe(201);
    for (const [personId, cited] of [
      [other.id, hash],
      [person.id, 'a'.repeat(64)],
    ] as const)
      expect(await source(personId, cited)).toMatchObject({
        status: 422,
        body: { code: 'REFERENCE_NOT_FOUND', items: ['attachmentHash'] },
      });
  });

  it('refuses what is too large, of another type, empty, or without a person, each with its own code', async () => {
    const person = await who.person();
    const answers = await Promise.all([
      put(who.assessor, person.id, Buffer.alloc(LIMIT + 1, 1)),
      put(who.assessor, person.id, Buffer.from('<html>'), { 'content-type': 'text/html' }),
      put(who.assessor, person.id, Buffer.from('{}'), { 'content-type': 'application/json' }),
      put(who.assessor, person.id, Buffer.alloc(0)),
      who.assessor.send('POST', '/assessment/attachments', Buffer.from('x'), { 'content-type': PDF }),
      who.assessor.send('POST', '/assessment/persons', Buffer.from('x'), { 'content-type': PDF }),
    ]);
    expect(answers.map(({ status, body }) => [status, body.code])).toEqual([
      [413, 'TOO_LARGE'],
      [415, 'MEDIA_TYPE_UNSUPPORTED'],
      [415, 'MEDIA_TYPE_UNSUPPORTED'],
      [400, 'MALFORMED'],
      [400, 'MALFORMED'],
      [415, 'MEDIA_TYPE_UNSUPPORTED'],
    ]);
    expect((await put(who.assessor, person.id, Buffer.alloc(LIMIT, 1))).status).toBe(201);
  });

  it('ENG-144: raises an incident, and gives nothing out, where the kept bytes were changed', async () => {
    const person = await who.person();
    const { hash } = (await put(who.assessor, person.id, Buffer.from('synthetic'))).body;
    const file = join(data, 'attachments', hash);
    const bytes = readFileSync(file);
    bytes[20] = (bytes[20] ?? 0) ^ 1;
    writeFileSync(file, bytes);
    expect((await who.assessor.send('GET', `/assessment/attachments/${hash}`)).status).toBe(500);
    const read = `/assessment/tasks?personId=${person.id}`;
    expect((await who.assessor.send('GET', read)).body.items).toEqual([]);
    const officer = await who.caller({ roles: ['DP'] });
    const { body } = await officer.send('GET', read);
    expect(body.items).toEqual([
      expect.objectContaining({ kind: 'ATTACHMENT_DAMAGED', forRole: 'DP', ref: { attachment: hash } }),
    ]);
  });

  it('says that content was erased once the person’s key is destroyed', async () => {
    const person = await who.person();
    const { hash } = (await put(who.assessor, person.id, Buffer.from('synthetic'))).body;
    await platform.runtimes[0]?.keys.destroy(person.id);
    expect(await who.assessor.send('GET', `/assessment/attachments/${hash}`)).toMatchObject({
      status: 410,
      body: { code: 'CONTENT_ERASED' },
    });
  });
});
