import type { Route } from '@carethread/http-api';
import { careConsentRoutes } from './care-consent/care-consent.js';
import { consentsOfPeopleRoutes } from './care-consent/consents-of-people.js';
import { noticeRoutes } from './consent-notice/notice.js';
import { dataRequestRoutes } from './data-request/data-request.js';
import { disclosureRoutes } from './disclosure/disclosure.js';
import { inspectionRoutes } from './inspection/inspection.js';
import { contactRoutes } from './involvement/contact.js';
import { purposeRoutes } from './purposes/purposes.js';
import { signOffRoutes } from './sign-off/sign-off.js';
import { signatureRoutes } from './sign-off/signature.js';

export const routes: readonly Route[] = [
  ...signOffRoutes,
  ...signatureRoutes,
  ...careConsentRoutes,
  ...consentsOfPeopleRoutes,
  ...noticeRoutes,
  ...contactRoutes,
  ...disclosureRoutes,
  ...inspectionRoutes,
  ...dataRequestRoutes,
  ...purposeRoutes,
];
