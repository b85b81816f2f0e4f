import { ROOT_CONTEXT } from '@opentelemetry/api';
import { appendSpanIdOf, traceIdOf, traceIds, withIds } from './trace-ids.js';

describe('trace ids from the ids of the record', () => {
  it('a correlation is a trace; what is no UUID is none', () => {
    expect(traceIdOf('4bf92f35-77b3-4da6-a3ce-929d0e0e4736')).toBe('4bf92f3577b34da6a3ce929d0e0e4736');
    for (const other of ['', 'a word', '4BF92F35-77B3-4DA6-A3CE-929D0E0E4736', `${'0'.repeat(36)}`])
      expect(traceIdOf(other)).toBeUndefined();
  });

  it('the span of an append follows from its command, for whoever reads the event later', () => {
    expect(appendSpanIdOf('4bf92f35-77b3-4da6-a3ce-929d0e0e4736')).toBe('a3ce929d0e0e4736');
  });

  it('the SDK finds the ids of the next span in its context, and draws what is not there', () => {
    expect(traceIds.ofContext(ROOT_CONTEXT)).toEqual({});
    expect(traceIds.ofContext(withIds(ROOT_CONTEXT, 'a', undefined))).toEqual({ traceId: 'a' });
    expect(traceIds.ofContext(withIds(ROOT_CONTEXT, 'a', 'b'))).toEqual({ traceId: 'a', spanId: 'b' });
  });
});
