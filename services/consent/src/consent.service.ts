import { attachment } from '@carethread/event-sourcing';
import { defineService } from '@carethread/service-kit';
import { careConsent } from './domain/care-consent/decider.js';
import { consentNotice } from './domain/consent-notice/decider.js';
import { dataRequest } from './domain/data-request/decider.js';
import { disclosure } from './domain/disclosure/decider.js';
import { inspection } from './domain/inspection/decider.js';
import { involvement } from './domain/involvement/decider.js';
import { signOff } from './domain/sign-off/decider.js';
import { facts } from './exchange/facts.js';
import { publish } from './exchange/publish.js';
import { routes } from './http/routes.js';
import { signOffsCounted } from './http/sign-off/sign-offs-counted.js';
import { policies } from './policies/index.js';
import { signOffWork } from './views/sign-off-work.js';
import { views } from './views/index.js';

/** Who agreed to what, who may see what, and what was shown to whom. */
export const consent = defineService({
  name: 'consent',
  path: 'consent',
  deciders: [signOff, careConsent, consentNotice, involvement, disclosure, inspection, dataRequest],
  facts,
  publish,
  views,
  policies,
  routes,
  countedWork: [signOffsCounted],
  attachments: { decider: attachment, attach: 'recordAuthority', read: 'readConsent' },
  work: [signOffWork],
});
