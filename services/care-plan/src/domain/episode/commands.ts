import type { Agreement } from './events.js';

export type AgreeService = { readonly type: 'AgreeService' } & Partial<Omit<Agreement, 'episodeId' | 'personId'>> & {
    readonly personId: string;
    readonly keyworkerId?: string;
  };
/** A member as they are named; what is not said is worked out. */
export type NamedMember = {
  readonly userId: string;
  readonly purposes?: readonly string[];
  readonly supervisedBy?: string;
  readonly newStaff?: boolean;
};
export type AssignTeam = {
  readonly type: 'AssignTeam';
  readonly keyworkerId?: string;
  readonly members?: readonly NamedMember[];
};
export type MarkFilePart = { readonly type: 'MarkFilePart'; readonly part: string };
export type StartService = {
  readonly type: 'StartService';
  readonly startedAt?: string;
  readonly emergency?: boolean;
  readonly emergencyReason?: string;
  readonly whyNoAssessment?: string;
  readonly decidedBy?: string;
};
export type EndService = { readonly type: 'EndService'; readonly endedAt?: string; readonly reason: string };
export type EpisodeCommand = AgreeService | AssignTeam | MarkFilePart | StartService | EndService;
