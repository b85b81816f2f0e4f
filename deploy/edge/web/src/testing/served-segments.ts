import { publishedFile } from '@carethread/contracts';
import { listMember, requireText } from '@carethread/ledger';

/** First path segments of the services, as they are published. */
export function servedSegments(): readonly string[] {
  const published: unknown = JSON.parse(publishedFile('routes.json'));
  return [...listMember(published, 'services').map((one) => requireText(one, 'path')), 'audit', 'overview', 'docs'];
}
