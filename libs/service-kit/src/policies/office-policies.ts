import type { Policy } from '@carethread/runtime';
import { closeTasksWhenPersonDies } from './close-tasks-when-person-dies.js';
import { closeTasksWhenPlanClosed } from './close-tasks-when-plan-closed.js';
import { giveTasksToCouncilWhenHandoverReturned } from './give-tasks-to-council-when-handover-returned.js';
import { passTaskOnWhenRaisedForOneWhoLeft } from './pass-task-on-when-raised-for-one-who-left.js';
import { passTasksUpWhenCoordinatorDeactivated } from './pass-tasks-up-when-coordinator-deactivated.js';
import { passTasksUpWhenMemberLeftTeam } from './pass-tasks-up-when-member-left-team.js';
import { passTasksUpWhenServiceEnded } from './pass-tasks-up-when-service-ended.js';
import { passTasksUpWhenStaffLeft } from './pass-tasks-up-when-staff-left.js';
import { reassignTasksWhenCareTeamAssigned } from './reassign-tasks-when-care-team-assigned.js';
import { reassignTasksWhenCaseMoved } from './reassign-tasks-when-case-moved.js';
import { reassignTasksWhenCoordinatorReallocated } from './reassign-tasks-when-coordinator-reallocated.js';

/** How open tasks follow the office: policies of every service, since each keeps its own work list. */
export const officePolicies: readonly Policy[] = [
  reassignTasksWhenCareTeamAssigned,
  reassignTasksWhenCoordinatorReallocated,
  reassignTasksWhenCaseMoved,
  passTasksUpWhenCoordinatorDeactivated,
  passTasksUpWhenServiceEnded,
  passTasksUpWhenMemberLeftTeam,
  passTasksUpWhenStaffLeft,
  passTaskOnWhenRaisedForOneWhoLeft,
  giveTasksToCouncilWhenHandoverReturned,
  closeTasksWhenPersonDies,
  closeTasksWhenPlanClosed,
];
