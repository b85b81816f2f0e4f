import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { exportLine, linesOf } from './export-line.js';
import { exportOf, made, syntheticLog, type LogEvent } from './testing/synthetic-log.js';
import {
  exportLinesOf,
  FAULT,
  verifyHead,
  verifyLines,
  verifyLog,
  type ReadableLog,
  type WrittenHead,
} from './verify.js';
import { verifyManifest } from './verify-manifest.js';

const golden = (name: string): Buffer => readFileSync(new URL(`./golden/export/${name}`, import.meta.url));
const file = golden('assessment.events.ndjson');
const manifest = JSON.parse(golden('manifest.json').toString('utf8')) as {
  format: number;
  exportedAt: string;
  services: { assessment: { events: number; lastPosition: number; logHash: string; sha256: string } };
};
const events = syntheticLog({ events: 12, streams: 3, seed: 7 });

function logOf(stored: readonly LogEvent[], service = 'assessment'): ReadableLog {
  return {
    service,
    readAll: (after, limit) =>
      Promise.resolve(stored.filter(({ position }) => position > after).slice(0, Math.min(limit, 5))),
  };
}

function headOf(stored: readonly LogEvent[]): WrittenHead {
  const last = stored.at(-1);
  if (last === undefined) throw new RangeError('no events');
  return { service: 'assessment', position: last.position, logHash: last.logHash, at: '2026-04-01T00:00:00.000Z' };
}

describe('an export', () => {
  it('PLAT-05: the golden one verifies without any key, and agrees with its manifest', async () => {
    const found = await verifyLines(linesOf([file]), { service: 'assessment' });
    const { events: count, lastPosition, logHash, sha256 } = manifest.services.assessment;
    expect(found).toEqual({ valid: true, events: count, head: { position: lastPosition, logHash } });
    const actual = { events: count, lastPosition, logHash, sha256: createHash('sha256').update(file).digest('hex') };
    expect(actual.sha256).toBe(sha256);
    expect(verifyManifest(manifest, { assessment: actual })).toEqual({ valid: true });
  });

  it('is made again, byte for byte, from a log', async () => {
    const lines: string[] = [];
    for await (const line of exportLinesOf(logOf(events))) lines.push(line);
    expect(`${lines.join('\n')}\n`).toBe(exportOf(events).toString('utf8'));
    expect(await verifyLines(lines)).toMatchObject({ valid: true, events: 12 });
    expect(await verifyLog(logOf(events))).toMatchObject({ valid: true, events: 12 });
  });

  it('with no events is valid', async () => {
    expect(await verifyLines([])).toEqual({ valid: true, events: 0, head: { position: 0, logHash: '0'.repeat(64) } });
  });

  it('is read the same however its bytes arrive, and breaks its lines at U+000A alone', async () => {
    const whole = Buffer.from('a\u2028b\r\n\nlast', 'utf8');
    for (let size = 1; size <= whole.length; size++) {
      const chunks = Array.from({ length: Math.ceil(whole.length / size) }, (_, at) =>
        whole.subarray(at * size, (at + 1) * size),
      );
      const lines: string[] = [];
      for await (const line of linesOf(chunks)) lines.push(Buffer.from(line).toString('utf8'));
      expect(lines).toEqual(['a\u2028b\r', '', 'last']);
    }
  });

  it.each([
    ['a byte that is not UTF-8', Buffer.from([0x7b, 0xff, 0x7d]), FAULT.line],
    ['no JSON', '{"position":', FAULT.line],
    ['JSON that is no line', '[]', FAULT.line],
    ['an empty line', '', FAULT.line],
    ['no event', '{"position":1,"logHash":"","event":{}}', FAULT.form],
  ])('with %s is named', async (_, line, reason) => {
    expect(await verifyLines([line])).toEqual({ valid: false, position: 1, reason });
  });
});

describe('the first event that is wrong', () => {
  const [first, second, third] = events;
  if (first === undefined || second === undefined || third === undefined) throw new RangeError('no events');
  const line = ({ position, logHash, text }: LogEvent): string => exportLine(position, logHash, text);
  const bad = (reason: string, { event, position }: LogEvent) => ({
    valid: false,
    position,
    reason,
    stream: event.stream,
    revision: event.revision,
  });
  const at = (revision: number, stream: string): number =>
    events.findIndex(({ event }) => event.stream === stream && event.revision === revision);

  it.each([
    ['a blank', ' ', 1],
    ['a line end of another system', '\r', Number.MAX_SAFE_INTEGER],
  ])('has %s too many', async (_, what, where) => {
    const text = line(second);
    const changed = text.slice(0, where) + what + text.slice(where);
    expect(await verifyLines([line(first), changed])).toEqual(bad(FAULT.bytes, second));
  });

  it('has a member twice, of which JSON readers see one', async () => {
    const twice = line(second).replace('"event":{', '"event":{"actor":{},');
    expect(await verifyLines([line(first), twice])).toEqual(bad(FAULT.bytes, second));
  });

  it('holds U+0000, which canonical JSON does not', async () => {
    const none = made(1, undefined, { type: 'OrganisationSet', payload: { name: 'x' } });
    const text = line(none).replace('"x"', String.raw`"\u0000"`);
    expect(await verifyLines([text])).toMatchObject({ valid: false, position: 1, reason: FAULT.bytes });
  });

  it('is of another service', async () => {
    expect(await verifyLines(events.map(line), { service: 'risk' })).toEqual(bad(FAULT.service, first));
    const other = made(2, first, { service: 'risk', stream: 'riskAssessment-00000000-0000-4000-8000-0000000000ff' });
    expect(await verifyLines([line(first), line(other)])).toEqual(bad(FAULT.service, other));
  });

  it('was recorded before the one before it, or before it happened', async () => {
    const stream = 'person-00000000-0000-4000-8000-0000000000ff';
    const early = made(2, first, {
      stream,
      recordedAt: '2020-01-01T00:00:00.000Z',
      occurredAt: '2020-01-01T00:00:00.000Z',
    });
    expect(await verifyLines([line(first), line(early)])).toEqual(bad(FAULT.time, early));
    const ahead = made(2, first, { stream, occurredAt: '2099-01-01T00:00:00.000Z' });
    expect(await verifyLines([line(first), line(ahead)])).toEqual(bad(FAULT.time, ahead));
  });

  it('has the id of another event of its stream, or does not follow in it', async () => {
    const twin = made(2, first, { ...first.event, revision: 2, prevHash: first.event.hash });
    expect(await verifyLines([line(first), line(twin)])).toEqual(bad(FAULT.id, twin));
    const gap = made(2, first, { stream: first.event.stream, revision: 3, prevHash: first.event.hash });
    expect(await verifyLines([line(first), line(gap)])).toEqual(bad(FAULT.revision, gap));
    const loose = made(2, first, { stream: first.event.stream, revision: 2, prevHash: 'ab'.repeat(32) });
    expect(await verifyLines([line(first), line(loose)])).toEqual(bad(FAULT.link, loose));
  });

  it.each([
    ['a member that format v1 does not have', { surprise: 1 }],
    ['an instant without milliseconds', { effectiveFrom: '2026-03-02T09:00:00Z' }],
    ['a day that does not exist', { effectiveFrom: '2026-02-30T09:00:00.000Z' }],
    ['a stream that is no UUID', { stream: 'person-x' }],
    ['personal content in the clear', { classification: 'personal', payload: {}, keyId: null }],
    ['a key id without its commitment', { classification: 'special', keyId: '00000000-0000-4000-8000-000000000001' }],
    ['an actor with more to tell', { actor: { user: 'u', role: 'KW', name: 'n' } }],
    ['another format', { format: 2 }],
  ])('is not of format v1: %s', async (_, members) => {
    const odd = made(1, undefined, members);
    expect(await verifyLines([line(odd)])).toMatchObject({ valid: false, position: 1, reason: FAULT.form });
  });

  it('is found in a log as it is in an export', async () => {
    const index = at(2, first.event.stream);
    const tampered = events.map((stored, place) =>
      place === index
        ? { ...stored, text: stored.text.replace('"jurisdiction":"ENG"', '"jurisdiction":"SCO"') }
        : stored,
    );
    expect(await verifyLog(logOf(tampered))).toMatchObject({ valid: false, position: index + 1, reason: FAULT.hash });
    expect(await verifyLog(logOf(events, 'risk'))).toMatchObject({ valid: false, position: 1, reason: FAULT.service });
  });
});

describe('against a head written down earlier', () => {
  const head = headOf(events.slice(0, 8));

  it('the log that grew since is the same log', async () => {
    expect(await verifyHead(logOf(events), head)).toMatchObject({ valid: true, events: 12 });
    expect(await verifyHead(logOf(events.slice(0, 8)), head)).toMatchObject({ valid: true, events: 8 });
  });

  it('a log whose last events are gone is not', async () => {
    const cut = logOf(events.slice(0, 7));
    expect(await verifyLog(cut)).toMatchObject({ valid: true });
    expect(await verifyHead(cut, head)).toEqual({ valid: false, position: 8, reason: FAULT.missing });
  });

  it('a log of another service is not', async () => {
    expect(await verifyLines(linesOf([file]), { head: { ...head, service: 'risk' } })).toMatchObject({
      valid: false,
      position: 1,
    });
  });
});

describe('a manifest', () => {
  const actual = manifest.services.assessment;

  it.each([
    ['another number of events', { ...manifest, services: { assessment: { ...actual, events: 3 } } }],
    ['another last position', { ...manifest, services: { assessment: { ...actual, lastPosition: 3 } } }],
    ['another running hash', { ...manifest, services: { assessment: { ...actual, logHash: '0'.repeat(64) } } }],
    ['other bytes', { ...manifest, services: { assessment: { ...actual, sha256: '0'.repeat(64) } } }],
    ['no such file', { ...manifest, services: {} }],
    ['a file more', { ...manifest, services: { assessment: actual, risk: actual } }],
  ])('with %s does not agree with the folder', (_, claimed) => {
    expect(verifyManifest(claimed, { assessment: actual })).toMatchObject({
      valid: false,
      service: expect.any(String),
    });
  });

  it.each([
    undefined,
    [],
    {},
    { ...manifest, format: 2 },
    { ...manifest, exportedAt: 'today' },
    { ...manifest, services: { a: 1 } },
  ])('must have its form: %p', (odd) => {
    expect(verifyManifest(odd, { assessment: actual })).toEqual({ valid: false, reason: 'not a manifest of format 1' });
  });
});
