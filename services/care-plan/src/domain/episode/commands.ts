import type { Agreement } from './events.js';

export type EpisodeCommand =
  | ({ readonly type: 'AgreeService' } & Partial<Omit<Agreement, 'episodeId' | 'personId'>> & {
        readonly personId: string;
        readonly keyworkerId?: string;
      })
  | {
      readonly type: 'AssignTeam';
      readonly keyworkerId?: string;
      readonly members?: readonly {
        readonly userId: string;
        readonly purposes?: readonly string[];
        readonly supervisedBy?: string;
        readonly newStaff?: boolean;
      }[];
    }
  | { readonly type: 'MarkFilePart'; readonly part: string }
  | {
      readonly type: 'StartService';
      readonly startedAt?: string;
      readonly emergency?: boolean;
      readonly emergencyReason?: string;
      readonly whyNoAssessment?: string;
      readonly decidedBy?: string;
    }
  | { readonly type: 'EndService'; readonly endedAt?: string; readonly reason: string };
