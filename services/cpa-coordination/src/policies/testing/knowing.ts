import { specMeta } from '@carethread/event-sourcing/testing';
import type { SpecReader } from '@carethread/runtime/testing';
import { task, type TaskState } from '@carethread/service-kit';
import { NO_CASE, type CpaCaseState } from '../../domain/case/state.js';
import { NO_FACTS, type CpaFacts } from '../../domain/facts.js';

/** The id of every message in these specifications, and the person and instant of each. */
export const MESSAGE = specMeta.id;
export const PERSON = specMeta.personId ?? '';
export const NOW = specMeta.recordedAt;
/** Before that. */
export const EARLIER = '2026-02-10T09:00:00.000Z';

/** A case that team W of trust T has, co-ordinated by CC1; synthetic. */
export const openCase: CpaCaseState = {
  ...NO_CASE,
  state: 'active',
  teams: [{ teamId: 'W', teamSetting: 'community', from: EARLIER, organisationId: 'T' }],
  coordinators: [{ userId: 'CC1', from: EARLIER, interim: false }],
};
/** Who acts on it. */
export const COORDINATOR = { forRole: 'CC', organisationId: 'T', teamId: 'W', forUserId: 'CC1' };
export const MANAGER = { forRole: 'TM', organisationId: 'T', teamId: 'W' };

/** What CPA co-ordination holds: case C, the person's open tasks by id, and what it knows of the person. */
export function knowing({
  state = openCase,
  tasks = {},
  facts = {},
  states = {},
}: {
  readonly state?: CpaCaseState;
  readonly tasks?: Readonly<Record<string, Partial<TaskState>>>;
  readonly facts?: Partial<CpaFacts>;
  readonly states?: Readonly<Record<string, unknown>>;
} = {}): SpecReader {
  const listed = Object.keys(tasks).map((taskId) => ({ taskId, personId: PERSON, tenantId: specMeta.tenantId }));
  const stored = Object.entries(tasks).map(([id, one]) => [`task-${id}`, { ...task.initial, status: 'open', ...one }]);
  return {
    initial: NO_FACTS,
    facts: { [PERSON]: { ...NO_FACTS, ...facts } },
    documents: [[{ name: 'openTasks' }, listed]],
    states: { 'cpaCase-C': state, ...Object.fromEntries(stored), ...states },
  };
}
