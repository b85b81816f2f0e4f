import type { ServiceRuntime } from '@carethread/runtime';

const DAY_MS = 86_400_000;

/** Removes attempts that are older than 30 days, now and every day; gives what ends that. */
export function pruneAttempts({ webhooks }: ServiceRuntime): () => void {
  const prune = async (): Promise<void> => (await webhooks.attempts()).prune(Date.now());
  const once = (): void => void prune().catch(() => undefined);
  once();
  const timer = setInterval(once, DAY_MS).unref();
  return () => clearInterval(timer);
}
