import { appendSpanIdOf, readTraceparent, traceIdOf, traceparent } from './trace-ids.js';

describe('trace context from the ids of the record', () => {
  it('a correlation is a trace; what is no UUID is none', () => {
    expect(traceIdOf('4bf92f35-77b3-4da6-a3ce-929d0e0e4736')).toBe('4bf92f3577b34da6a3ce929d0e0e4736');
    for (const other of ['', 'a word', '4BF92F35-77B3-4DA6-A3CE-929D0E0E4736', `${'0'.repeat(36)}`])
      expect(traceIdOf(other)).toBeUndefined();
  });

  it('the span of an append follows from its command, for whoever reads the event later', () => {
    expect(appendSpanIdOf('4bf92f35-77b3-4da6-a3ce-929d0e0e4736')).toBe('a3ce929d0e0e4736');
  });

  it('reads and writes the header as W3C has it, and takes nothing else for one', () => {
    const header = '00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01';
    const place = { traceId: '4bf92f3577b34da6a3ce929d0e0e4736', spanId: '00f067aa0ba902b7', sampled: true };
    expect(readTraceparent(header)).toEqual(place);
    expect(traceparent(place)).toBe(header);
    expect(traceparent({ ...place, sampled: false }).endsWith('-00')).toBe(true);
    for (const wrong of [
      undefined,
      7,
      '',
      'x',
      header.toUpperCase(),
      header.replace(/4bf.*36/, '0'.repeat(32)),
      `${header} `,
    ])
      expect(readTraceparent(wrong)).toBeUndefined();
  });
});
