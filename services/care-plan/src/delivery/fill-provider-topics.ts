import type { Duty, ServiceRuntime } from '@carethread/runtime';
import { ProviderTopicRelays } from './provider-topic-relays.js';

/** PLAT-14: whoever runs consumers finds their provider's notices on a topic of its own. */
export const fillProviderTopics: Duty<ServiceRuntime> = {
  name: 'topics',
  start: (runtime) => {
    const { providerTopics } = runtime.parts;
    if (providerTopics === undefined) return Promise.resolve(() => Promise.resolve());
    const relays = new ProviderTopicRelays(runtime, providerTopics);
    relays.start();
    return Promise.resolve(() => relays.stop());
  },
};
