import { canonicalJson } from './canonical-json.js';
import { envelopeHash, nextLogHash } from './chain.js';
import { NO_HASH, type Envelope } from './envelope.js';
import { exportLine } from './export-line.js';
import { verifyEvidence, type EvidenceOfService } from './verify-evidence.js';

const FORGED = `"logHash":"${'0'.repeat(64)}"`;
const PERSON = '11111111-1111-4111-8111-111111111111';
const id = (number: number): string => `00000000-0000-4000-8000-${String(number).padStart(12, '0')}`;

/** A log of two people, and what of it is about one of them. */
function evidence(): { format: 1; personId: string; services: Record<string, EvidenceOfService> } {
  const lines: string[] = [];
  const ends = new Map<string, { revision: number; hash: string }>();
  let logHash = NO_HASH;
  const streams = [`plan-${id(1)}`, `plan-${id(2)}`, `plan-${id(1)}`, `note-${id(3)}`, `plan-${id(1)}`];
  for (const [index, stream] of streams.entries()) {
    const before = ends.get(stream) ?? { revision: 0, hash: NO_HASH };
    const at = `2026-03-0${index + 1}T09:00:00.000Z`;
    const unhashed: Omit<Envelope, 'hash'> = {
      format: 1,
      service: 'care-plan',
      id: id(100 + index),
      stream,
      revision: before.revision + 1,
      type: 'SyntheticHappened',
      schema: 1,
      tenantId: id(4),
      personId: stream.endsWith(id(2)) ? id(5) : PERSON,
      jurisdiction: 'ENG',
      recordedAt: at,
      occurredAt: at,
      effectiveFrom: at,
      actor: { user: id(6), role: 'KW' },
      correlationId: id(7),
      causationId: id(8),
      commandId: id(9),
      classification: 'none',
      keyId: null,
      payload: { index },
      prevHash: before.hash,
    };
    const hash = envelopeHash(unhashed);
    ends.set(stream, { revision: unhashed.revision, hash });
    logHash = nextLogHash(logHash, hash);
    lines.push(exportLine(index + 1, logHash, canonicalJson({ ...unhashed, hash })));
  }
  const head = { position: lines.length, logHash };
  const part = { knownAt: '2026-03-31T00:00:00.000Z', head, lines: lines.filter((_, index) => index !== 1) };
  return { format: 1, personId: PERSON, services: { 'care-plan': part } };
}

const changed = (make: (part: EvidenceOfService) => Partial<EvidenceOfService>): unknown => {
  const whole = evidence();
  const [part] = Object.values(whole.services);
  return part === undefined ? whole : { ...whole, services: { 'care-plan': { ...part, ...make(part) } } };
};
const reasonOf = (given: unknown): unknown => {
  const verdict = verifyEvidence(given);
  return verdict.valid ? undefined : [verdict.line, verdict.reason];
};

describe('evidence about one person', () => {
  it('PLAT-05: is whole although the log holds others in between', () => {
    expect(verifyEvidence(evidence())).toEqual({ valid: true, events: 4, streams: 2 });
  });

  it('PLAT-05: shows an event that was changed, left out, put elsewhere or taken from another record', () => {
    const without = (at: number) => changed(({ lines }) => ({ lines: lines.filter((_, index) => index !== at) }));
    expect(reasonOf(without(1))).toEqual([3, expect.stringContaining('revision')]);
    expect(reasonOf(changed(({ lines }) => ({ lines: [...lines].reverse() })))).toEqual([
      1,
      expect.stringContaining('revision'),
    ]);
    const altered = changed(({ lines }) => ({ lines: lines.map((line) => line.replace('"index":2', '"index":7')) }));
    expect(reasonOf(altered)).toEqual([2, expect.stringContaining('hashed')]);
    expect(reasonOf({ ...evidence(), personId: id(5) })).toEqual([1, expect.stringContaining('somebody else')]);
    expect(reasonOf(changed(({ lines }) => ({ lines: lines.map((line) => `${line} `) })))).toEqual([
      1,
      expect.stringContaining('bytes'),
    ]);
  });

  it('PLAT-05: shows a running hash that was changed, where the event before it stands beside it', () => {
    const forged = (at: number) =>
      changed(({ lines }) => ({
        lines: lines.map((line, index) => (index === at ? line.replace(/"logHash":"[0-9a-f]{64}"/, FORGED) : line)),
      }));
    expect(reasonOf(forged(2))).toEqual([3, expect.stringContaining('running hash')]);
    // The event before this one is about somebody else: there is nothing to compute it from.
    expect(reasonOf(forged(1))).toEqual([3, expect.stringContaining('running hash')]);
    expect(reasonOf(forged(0))).toEqual([1, expect.stringContaining('running hash')]);
  });

  it('does not show that events at the end of a stream are left out', () => {
    expect(verifyEvidence(changed(({ lines }) => ({ lines: lines.slice(0, -1) })))).toMatchObject({ valid: true });
  });

  it('is not more than was known, and does not reach beyond the head', () => {
    expect(reasonOf(changed(() => ({ knownAt: '2026-03-02T00:00:00.000Z' })))).toEqual([
      2,
      expect.stringContaining('later'),
    ]);
    expect(reasonOf(changed(({ head }) => ({ head: { ...head, position: 2 } })))).toEqual([
      2,
      expect.stringContaining('position'),
    ]);
    expect(reasonOf(changed(({ head }) => ({ head: { ...head, logHash: '0'.repeat(64) } })))).toEqual([
      4,
      expect.stringContaining('head'),
    ]);
  });

  it.each([
    undefined,
    {},
    { format: 2 },
    { format: 1, personId: PERSON },
    { format: 1, personId: PERSON, services: { a: {} } },
    { format: 1, personId: PERSON, services: {} },
  ])('is refused where it is none: %j', (none) =>
    expect(verifyEvidence(none)).toEqual({ valid: false, reason: 'not evidence of format 1' }),
  );
});
