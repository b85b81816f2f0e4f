import { canonicalJson, uuidV5, type Instant } from '@carethread/ledger';
import { NOTICE_TYPES, type NoticeType } from '@carethread/contracts';
import { paddedSeq, type NoticePlace } from './notice-place.js';

type NoticeData =
  | { readonly noticeNo: number; readonly planId: string; readonly versionNo: number; readonly urgent: boolean }
  | { readonly withheld: true }
  | Readonly<Record<string, never>>;

/** A notice as every provider receives it, by whichever way: a CloudEvent of ids and numbers, and nothing of the person. */
export interface ProviderNotice {
  readonly specversion: '1.0';
  readonly id: string;
  readonly source: string;
  readonly type: NoticeType;
  readonly subject?: string;
  readonly time: Instant;
  readonly sequence: string;
  readonly datacontenttype: 'application/json';
  readonly data: NoticeData;
}

/** Whether a notice is of a change of a plan, and says of which. */
export function isChange(data: NoticeData): data is Extract<NoticeData, { readonly noticeNo: number }> {
  return typeof data === 'object' && 'planId' in data && data.planId !== undefined;
}

/** Where notices come from, as the installation is called from outside. */
export const noticeSource = (publicUrl: string | undefined): string =>
  `${publicUrl?.replace(/\/+$/, '') ?? ''}/care-plan`;

/** The id of a place's notice: the same however often it is sent, and whether it is withheld or not. */
export const noticeIdOf = ({ eventId }: Pick<NoticePlace, 'eventId'>): string => uuidV5(eventId, 'notice');

/** The notice of a place, where it may be sent. */
export function noticeOf(place: NoticePlace, source: string): ProviderNotice {
  const { kind, subscriptionId, change } = place;
  return {
    ...headOf(place, source),
    type: NOTICE_TYPES[kind],
    subject: `subscriptions/${subscriptionId}`,
    data: kind === 'changed' ? (change ?? { withheld: true }) : {},
  };
}

/** What stands at the place of a notice that may not be sent: a gap would look like a loss. */
export const withheldNotice = (place: NoticePlace, source: string): ProviderNotice => ({
  ...headOf(place, source),
  type: NOTICE_TYPES.withheld,
  data: { withheld: true },
});

function headOf(place: NoticePlace, source: string) {
  return {
    specversion: '1.0',
    id: noticeIdOf(place),
    source,
    time: place.at,
    sequence: paddedSeq(place.seq),
    datacontenttype: 'application/json',
  } as const;
}

/** The bytes of a notice: the same in the feed, in a stream, in a webhook and on a topic. */
export const noticeText = (notice: ProviderNotice): string => canonicalJson(notice);
