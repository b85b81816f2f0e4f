import { numberMember, member, present } from '@carethread/ledger';
import { ALARMS, type Alarm, type SentRange, type StoredDelivery } from '@carethread/webhooks';

type Failing = NonNullable<StoredDelivery['failing']>[number];

/** What a checkpoint keeps of a delivery besides its place: numbers and codes. Nothing where there is nothing to keep. */
export function textOf({ next: _, sent, failing = [], ...rest }: StoredDelivery): string {
  const isPlain = sent.length === 0 && failing.length === 0 && rest.failingSince === undefined;
  return isPlain ? '' : JSON.stringify({ sent, failing, ...rest });
}

/** The delivery that was stored; what cannot be read is sent again, which its receiver knows by the ids. */
export function storedIn(next: number, text: string): StoredDelivery {
  const kept: unknown = text === '' ? {} : JSON.parse(text);
  const raised = listIn(kept, 'raised').filter(isAlarm);
  return present<StoredDelivery>({
    next,
    sent: listIn(kept, 'sent').flatMap(rangeOf),
    failing: listIn(kept, 'failing').flatMap(failingOf),
    failingSince: numberMember(kept, 'failingSince'),
    raised: raised.length === 0 ? undefined : raised,
  });
}

function listIn(kept: unknown, name: string): readonly unknown[] {
  const list: unknown = member(kept, name);
  return Array.isArray(list) ? list : [];
}

function isAlarm(name: unknown): name is Alarm {
  return typeof name === 'string' && Object.hasOwn(ALARMS, name);
}

function rangeOf(item: unknown): readonly SentRange[] {
  const [from, to] = numbersIn(item);
  return from === undefined || to === undefined ? [] : [[from, to]];
}

function failingOf(item: unknown): readonly Failing[] {
  const [seq, failed, dueAt] = numbersIn(item);
  return seq === undefined || failed === undefined || dueAt === undefined ? [] : [[seq, failed, dueAt]];
}

function numbersIn(item: unknown): readonly number[] {
  return Array.isArray(item) ? item.filter((one) => typeof one === 'number') : [];
}
