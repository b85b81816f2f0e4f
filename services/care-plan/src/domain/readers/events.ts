export type ReadersEvent = {
  readonly type: 'ReadingAcknowledged';
  readonly payload: { readonly versionNo: number; readonly userId: string };
};
