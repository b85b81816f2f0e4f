import { assessmentList } from './assessment-list.js';
import { findablePeople } from './findable-people.js';
import { handoverList } from './handover-list.js';
import { publishedPlans } from './published-plans.js';

export const views = [publishedPlans, handoverList, assessmentList, findablePeople];
