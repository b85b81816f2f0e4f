import { randomUUID } from 'node:crypto';
import type { Fields } from '../session/session.js';
import { faultText, refusalText } from '../words/codes.js';
import type { OpenForm } from './form.js';
import type { FormState, ShownProblem } from './form-shown.js';
import type { FormProblem } from './problems.js';
import { OWN } from './posted.js';
import type { Visit } from './visit.js';

/** What a form shows beside what its model says: what the user wrote, and what keeps it from being saved. */
export interface Rewritten {
  readonly form: string;
  readonly fields: Fields;
  readonly problems: readonly ShownProblem[];
  /** The same key again after a refusal, since nothing was stored; undefined draws a new one. */
  readonly key?: string | undefined;
  readonly etag?: string | undefined;
  readonly base?: string | undefined;
}

/** The state of every form of a page, by its name. */
export async function formStates(
  visit: Visit,
  forms: readonly OpenForm[],
  rewritten?: Rewritten,
): Promise<ReadonlyMap<string, FormState>> {
  const kept = visit.signedIn === undefined || forms.length === 0 ? undefined : await visit.session.kept(visit.path);
  const states = forms.map(async (form) => [form.name, await stateOf(visit, form, rewritten, kept)] as const);
  return new Map(await Promise.all(states));
}

async function stateOf(
  visit: Visit,
  form: OpenForm,
  rewritten: Rewritten | undefined,
  kept: Fields | undefined,
): Promise<FormState> {
  const { name, initial, etag } = form;
  const csrf = visit.session.csrf();
  if (rewritten?.form === name) {
    const { fields, problems, key = randomUUID(), base } = rewritten;
    return { name, csrf, key, etag: rewritten.etag ?? etag, base, values: fields, problems, kept: false };
  }
  const ours = kept !== undefined && (kept[OWN.form] ?? name) === name ? kept : undefined;
  // Only where two may write at once does it matter what the fields said before.
  const base = etag === undefined ? undefined : await visit.note(initial);
  const values = ours ?? initial;
  return { name, csrf, key: randomUUID(), etag, base, values, problems: [], kept: ours !== undefined };
}

/** Problems in the user's language. */
export function inWords(visit: Visit, name: string, problems: readonly FormProblem[]): readonly ShownProblem[] {
  return problems.map(({ code, items, ...place }) => {
    const [fault] = items;
    const text =
      code === 'MALFORMED' && fault?.rule !== undefined
        ? faultText(visit.shared, fault.rule, fault.limit)
        : refusalText(visit.shared, code, { name, items: items.flatMap((item) => item.text ?? []) });
    return { text, code, items: items.flatMap((item) => item.text ?? []), ...place };
  });
}
