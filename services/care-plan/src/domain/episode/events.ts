import type { Instant } from '@carethread/ledger';

export type Member = {
  readonly userId: string;
  readonly purposes: readonly string[];
  readonly supervisedBy?: string;
  /** As the manager said who assigned them; absent where it follows from the team and its training. */
  readonly newStaff?: boolean;
};

export type Agreement = {
  readonly episodeId: string;
  readonly personId: string;
  readonly providerId: string;
  readonly serviceType: string;
  readonly serviceId?: string;
  readonly setting: string;
  readonly commissioner: string;
  readonly agreedAt: Instant;
  readonly councilOperated: boolean;
  readonly jurisdiction: string;
  /** The handover that it came from. */
  readonly handoverId?: string;
};

export type EpisodeEvent =
  | { readonly type: 'ServiceAgreementMade'; readonly payload: Agreement }
  | {
      readonly type: 'CareTeamAssigned';
      readonly payload: {
        readonly episodeId: string;
        readonly organisationId: string;
        readonly serviceId?: string;
        readonly keyworkerId: string;
        readonly members: readonly Member[];
      };
    }
  | { readonly type: 'FilePartReady'; readonly payload: { readonly part: string } }
  | { readonly type: 'ServiceUserFilePrepared'; readonly payload: Readonly<Record<string, never>> }
  | {
      readonly type: 'ServiceStarted';
      readonly payload: {
        readonly episodeId: string;
        readonly providerId: string;
        readonly startedAt: Instant;
        readonly emergency: boolean;
        readonly emergencyReason?: string;
        readonly whyNoAssessment?: string;
        readonly decidedBy: string;
      };
    }
  | {
      readonly type: 'ServiceEnded';
      readonly payload: {
        readonly episodeId: string;
        readonly providerId: string;
        readonly endedAt: Instant;
        readonly reason: string;
      };
    };
