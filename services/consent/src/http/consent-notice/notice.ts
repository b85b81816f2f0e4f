import { answerOf, listOn, readOn, type Route } from '@carethread/http-api';
import { consentNotice } from '../../domain/consent-notice/decider.js';
import type { ConsentNoticeState } from '../../domain/consent-notice/state.js';

const shown = ({ told, givenAt }: ConsentNoticeState) => answerOf({ ...told, givenAt });

export const noticeRoutes: readonly Route[] = [
  listOn(consentNotice)({
    path: '/consent/notices',
    summary: 'Notices of consent that staff recorded',
    capability: 'readConsent',
    addressed: true,
    show: shown,
  }),
  readOn(consentNotice)({
    path: '/consent/notices/:id',
    summary: 'A notice of consent that staff recorded',
    capability: 'readConsent',
    show: shown,
  }),
];
