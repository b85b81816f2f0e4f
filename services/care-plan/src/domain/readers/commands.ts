export type ReadersCommand = { readonly type: 'AcknowledgeReading'; readonly versionNo: number };
