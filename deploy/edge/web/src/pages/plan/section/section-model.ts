import { isRecord } from '@carethread/ledger';
import type { AnswerOf, BodyOf } from '../../../api/operation.js';
import type { Asked } from '../../../shell/asked.js';

/** The draft as one section of it is written. */
export interface SectionModel {
  readonly planId: string;
  readonly content: Readonly<Record<string, unknown>>;
  readonly etag: string | undefined;
}

export async function sectionModel({
  tagged,
  place,
}: Pick<Asked<'getPlanDraft'>, 'tagged'> & { place(name: 'planId'): string }): Promise<SectionModel> {
  const planId = place('planId');
  const { answer, etag } = await tagged('getPlanDraft', { path: { id: planId } });
  return { planId, content: contentOf(answer), etag };
}

function contentOf({ content }: AnswerOf<'getPlanDraft'>): SectionModel['content'] {
  return isRecord(content) ? content : {};
}

/** One section, which takes the place of what it said. What it may hold is for the API to say: it names what is wrong. */
export function sectionBody(section: string, value: unknown): BodyOf<'saveDraft'> {
  return JSON.parse(JSON.stringify({ content: { [section]: value ?? null } }));
}
