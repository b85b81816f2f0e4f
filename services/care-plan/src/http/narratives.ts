import { hmacSha256, type Json } from '@carethread/ledger';
import type { Ask } from '@carethread/service-kit';
import type { Narrative } from '../exchange/narratives.js';
import type { SaveDraftRequest } from './requests.js';

/** Shorter texts are alike by chance. */
const LONG = 60;

/**
 * Marks of a draft's longer texts, by HMAC under the tenant's secret (a plain hash could be guessed), and the sections whose text
 * stands in the plan of somebody else, word for word but for spaces and case.
 */
export async function narrativesOf({
  runtime,
  tenantId,
  params,
  body,
}: Ask<SaveDraftRequest>): Promise<{ readonly marks: readonly string[]; readonly similar: readonly string[] }> {
  const secret = await runtime.secret(tenantId);
  const view = runtime.views.view<Narrative>('narratives');
  const marks = new Set<string>();
  const similar = new Set<string>();
  for (const [section, value] of Object.entries(body.content))
    for (const text of textsOf(value)) {
      const mark = hmacSha256(secret, text).toString('hex');
      marks.add(mark);
      const known = await view.get(mark);
      if (known?.planIds.some((planId) => planId !== params['id']) === true) similar.add(section);
    }
  return { marks: [...marks], similar: [...similar] };
}

function textsOf(value: Json): readonly string[] {
  if (typeof value === 'string') {
    const plain = value.toLowerCase().replace(/\s+/g, ' ').trim();
    return plain.length >= LONG ? [plain] : [];
  }
  if (Array.isArray(value)) return value.flatMap((one: Json) => textsOf(one));
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap((one) => textsOf(one)) : [];
}
