import type { Role } from '@carethread/contracts';
import { MemorySession } from '../session/memory-session.js';
import { ANYBODY } from '../shell/visit.js';
import { PERSON } from './page-under-test.js';

/** A session of somebody who has said why they look. */
export function purposed(role: Role, language: 'en' | 'cy' = 'en'): MemorySession {
  const session = new MemorySession({ userId: 'U', roles: [role], role, tenantId: 'T', language });
  for (const whom of [PERSON, ANYBODY]) void session.keepPurpose(whom, 'audit: Yearly audit');
  return session;
}
