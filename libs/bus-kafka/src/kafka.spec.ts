import { createRequire } from 'node:module';
import { logLevel, type RequestQueue } from './kafka.js';

const Queue = createRequire(import.meta.url)('kafkajs/src/network/requestQueue/index.js') as new (
  options: object,
) => RequestQueue & { push(request: object): void; maybeThrottle(milliseconds: number): void; destroy(): void };

function queue(): InstanceType<typeof Queue> {
  const silent = (): void => undefined;
  return new Queue({
    maxInFlightRequests: null,
    requestTimeout: 30_000,
    enforceRequestTimeout: false,
    clientId: 'a service',
    broker: 'a broker',
    logger: { debug: silent, level: logLevel.NOTHING },
    isConnected: () => true,
  });
}

describe('the queue of requests to a Kafka broker', () => {
  it('is at rest where nothing waits to be sent', () => {
    const one = queue();
    one.checkPendingRequests();
    expect(one.throttleCheckTimeoutId).toBeNull();
  });

  it('sends what had to wait for a broker that asked for patience', async () => {
    const one = queue();
    one.maybeThrottle(1);
    await new Promise<void>((sent) => {
      one.push({ entry: { correlationId: 1, resolve: sent }, expectResponse: false, sendRequest: () => undefined });
      expect(one.pending).toHaveLength(1);
    });
    expect(one.pending).toHaveLength(0);
    expect(one.throttleCheckTimeoutId).toBeNull();
    one.destroy();
  });
});
