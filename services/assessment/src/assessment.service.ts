import { attachment } from '@carethread/event-sourcing';
import { defineService } from '@carethread/service-kit';
import { calendarPath } from './calendar/calendar-path.js';
import { assessmentDecider } from './domain/assessment/decider.js';
import { calendarFeed } from './domain/calendar-feed/decider.js';
import { handover } from './domain/handover/decider.js';
import { notifications } from './domain/notifications/decider.js';
import { organisation } from './domain/organisation/decider.js';
import { person } from './domain/person/decider.js';
import { staffMember } from './domain/staff-member/decider.js';
import { signIn } from './domain/staff-member/sign-in.js';
import { facts } from './exchange/facts.js';
import { publish } from './exchange/publish.js';
import { confirmPaths } from './mail/confirm-page.js';
import { routes } from './http/routes.js';
import { mailerDuty } from './mail/mailer-duty.js';
import { policies } from './policies/index.js';
import { views } from './views/index.js';

/** Who the person is, what they need, and to whom the council hands their plan. */
export const assessment = defineService({
  name: 'assessment',
  path: 'assessment',
  deciders: [organisation, person, assessmentDecider, handover, notifications, calendarFeed, staffMember],
  facts,
  publish,
  views,
  policies,
  routes,
  signIn,
  attachments: { decider: attachment, attach: 'assess', read: 'readPlan' },
  duties: [mailerDuty],
  openPaths: [...confirmPaths, calendarPath],
});
