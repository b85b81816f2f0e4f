import type { Policy } from '../definition.js';
import { closeTasksWhenPersonDies } from './close-tasks-when-person-dies.js';
import { giveTasksToCouncilWhenHandoverReturned } from './give-tasks-to-council-when-handover-returned.js';
import { giveTasksToManagerWhenCoordinatorDeactivated } from './give-tasks-to-manager-when-coordinator-deactivated.js';
import { giveTasksToManagerWhenServiceEnded } from './give-tasks-to-manager-when-service-ended.js';
import { reassignTasksWhenCareTeamAssigned } from './reassign-tasks-when-care-team-assigned.js';
import { reassignTasksWhenCaseMoved } from './reassign-tasks-when-case-moved.js';
import { reassignTasksWhenCoordinatorReallocated } from './reassign-tasks-when-coordinator-reallocated.js';

/** How open tasks follow the office: policies of every service, since each keeps its own work list. */
export const officePolicies: readonly Policy[] = [
  reassignTasksWhenCareTeamAssigned,
  reassignTasksWhenCoordinatorReallocated,
  reassignTasksWhenCaseMoved,
  giveTasksToManagerWhenCoordinatorDeactivated,
  giveTasksToManagerWhenServiceEnded,
  giveTasksToCouncilWhenHandoverReturned,
  closeTasksWhenPersonDies,
];
