import { Flag, InstantField, Label, Nested, Text } from '@carethread/contracts';
import type { Route } from '@carethread/http-api';
import { PartyBody } from '../party.js';
import { reviewCommand } from './review-command.js';

class InviteRequest {
  @Nested(() => PartyBody) party!: PartyBody;
  @Label({ optional: true }) expectedRole?: string;
  @Label({ optional: true }) permissionBasis?: string;
  @InstantField({ optional: true }) occurredAt?: string;
}
class AttendanceRequest {
  @Nested(() => PartyBody) party!: PartyBody;
  @Flag() present!: boolean;
  @Text({ optional: true }) reason?: string;
  @Text({ optional: true }) viewsObtainedHow?: string;
  @InstantField({ optional: true }) occurredAt?: string;
}

export const participantRoutes: readonly Route[] = [
  reviewCommand('InviteParticipant', {
    path: 'participants',
    summary: 'Invite a participant',
    body: InviteRequest,
    answers: 201,
  }),
  reviewCommand('RecordAttendance', {
    path: 'attendance',
    summary: 'Record who took part',
    body: AttendanceRequest,
    answers: 201,
  }),
];
