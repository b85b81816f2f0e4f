import type { KeptStream } from '@carethread/runtime';

type Head = Pick<KeptStream<unknown>, 'id' | 'revision' | 'etag' | 'personId'>;

/** What stands before what a list shows of a stream: whose it is, and what a single read says in its headers. */
export const headOf = ({ id, revision, etag, personId }: Head) => ({ id, revision, etag: `"${etag}"`, personId });
