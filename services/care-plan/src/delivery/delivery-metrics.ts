import { SCOPE } from '@carethread/runtime';
import { metrics, type BatchObservableResult } from '@opentelemetry/api';
import type { Run } from './run.js';

/** Counts attempts by what came of them; no label names an endpoint, and none holds a URL. */
export class DeliveryMetrics {
  readonly #attempts = metrics.getMeter(SCOPE).createCounter('carethread_webhook_attempts_total', {
    description: 'Attempts to send a notice to an endpoint, by their outcome',
  });

  attempted(outcome: string): void {
    this.#attempts.add(1, { outcome });
  }

  /** Reports how the runs stand, when the metrics are collected; gives what ends that. */
  observe(runs: () => Iterable<Run>): () => void {
    const meter = metrics.getMeter(SCOPE);
    const oldest = meter.createObservableGauge('carethread_webhook_oldest_unsent_seconds', {
      description: 'Age of the oldest notice that an endpoint has not accepted yet',
    });
    const open = meter.createObservableGauge('carethread_webhook_open_circuits', {
      description: 'Endpoints that are failing, so that only their oldest notice is tried',
    });
    const callback = (result: BatchObservableResult): void => {
      let circuits = 0;
      let first = Date.now();
      for (const { delivery, oldestAt } of runs()) {
        if (delivery?.isOpen === true) circuits += 1;
        if (oldestAt !== undefined) first = Math.min(first, Date.parse(oldestAt));
      }
      result.observe(open, circuits);
      result.observe(oldest, Math.max(0, (Date.now() - first) / 1_000));
    };
    meter.addBatchObservableCallback(callback, [oldest, open]);
    return () => meter.removeBatchObservableCallback(callback, [oldest, open]);
  }
}
