import type { Prompt } from '@carethread/service-kit';
import { serviceManagerOf } from './prompts.js';

/** Who is told that an endpoint takes nothing: its provider's manager, and the council, which relies on the provider to know. */
export const officesFor = (providerId: string): readonly Pick<Prompt, 'forRole' | 'organisationId'>[] => [
  serviceManagerOf(providerId),
  { forRole: 'AS' },
];
