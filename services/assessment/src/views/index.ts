import { assessmentList } from './assessment-list.js';
import { careTeams } from './care-teams.js';
import { calendarFeeds } from './calendar-feeds.js';
import { findablePeople } from './findable-people.js';
import { handoverList } from './handover-list.js';
import { mailAccounts } from './mail-accounts.js';
import { organisations } from './organisations.js';
import { peopleList } from './people-list.js';
import { publishedPlans } from './published-plans.js';

export const views = [
  publishedPlans,
  handoverList,
  assessmentList,
  calendarFeeds,
  findablePeople,
  careTeams,
  mailAccounts,
  peopleList,
  organisations,
];
