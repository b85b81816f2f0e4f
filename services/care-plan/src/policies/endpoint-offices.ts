import type { EscalatedTo } from '@carethread/service-kit';
import { serviceManagerOf } from './prompts.js';

/** Whose task it is that an endpoint takes nothing: its provider's manager. */
export const managerOfEndpoint = serviceManagerOf;

/** It is escalated to the council at once, which relies on the provider to know. */
export const TO_COUNCIL: EscalatedTo = { forRole: 'AS', step: 'council' };
