import { presentItems } from '@carethread/ledger';

export interface Played {
  readonly count: number;
  /** When the file begins. */
  readonly since: string | undefined;
  /** The data folder, where it is kept. */
  readonly kept: string | undefined;
  /** The platform that it was played to, where the demo did not start one. */
  readonly url: string | undefined;
  /** Who acted for the first person: name → what `POST /test/tokens` takes. */
  readonly users: ReadonlyMap<string, object>;
}

/** The person and the plan that were played, with commands that show them again: ids that the file saved as `person` and `plan`. */
export function idsOf(known: ReadonlyMap<string, unknown>, { count, since, kept, url, users }: Played): string {
  const [person, plan] = [known.get('person'), known.get('plan')];
  const first = count === 1 ? '' : `   (the first of ${count})`;
  const named = (text: unknown): text is string => typeof text === 'string';
  const lines = presentItems(
    named(person) ? `person  ${person}${first}` : undefined,
    named(plan) ? `plan    ${plan}` : undefined,
  );
  if (lines.length === 0) return '';
  const again =
    kept !== undefined
      ? presentItems(
          named(person) ? `npm run carethread -- replay ${person} --data ${kept}` : undefined,
          named(plan) && since !== undefined
            ? `npm run carethread -- diff carePlan-${plan} --known-at ${since} --data ${kept}`
            : undefined,
        )
      : url === undefined
        ? ['the data is not kept: --data DIR keeps it, and `npm run carethread -- replay` shows it again']
        : [];
  const there = kept !== undefined || url !== undefined;
  const tokens = there ? [...users].map(([name, body]) => `${name}  ${JSON.stringify(body)}`) : [];
  const whose = tokens.length === 0 ? [] : ['users, as POST /test/tokens takes them:', ...tokens];
  return `${[...lines, ...again, ...whose].join('\n')}\n`;
}
