import { isSameLanguage } from '@carethread/contracts';
import type { Context } from '@carethread/event-sourcing';
import { present } from '@carethread/ledger';
import type { Party } from '../plan/payloads.js';
import type { IssueCopies } from './commands.js';
import type { CopiesEvent, Copy, Recipient } from './events.js';
import type { CopiesState } from './state.js';

/** Each recipient has one copy of an issue in a format, or it is recorded once why they have none. */
export function issue(
  { versionNo, issueNo, recipients }: IssueCopies,
  state: CopiesState,
  context: Context,
): readonly CopiesEvent[] {
  return recipients.flatMap((recipient, index) =>
    issueTo(recipient, { versionNo, issueNo }, state, context.newId(`copy-${index}`)),
  );
}

function issueTo(
  { permitted, format, lang, basis, provided = true, ...recipient }: Recipient,
  { versionNo, issueNo }: Pick<IssueCopies, 'versionNo' | 'issueNo'>,
  state: CopiesState,
  copyId: string,
): readonly CopiesEvent[] {
  const isTheirs = (one: { readonly recipient: Party; readonly versionNo: number }): boolean =>
    one.versionNo === versionNo && one.recipient.id === recipient.id && one.recipient.name === recipient.name;
  if (!permitted) {
    if (state.withheld.some((one) => isTheirs(one) && one.reason === basis)) return [];
    return [{ type: 'CopyWithheld', payload: { recipient, versionNo, reason: basis } }];
  }
  const isSame = (one: Copy): boolean =>
    isTheirs(one) && one.issueNo === issueNo && one.format === format && isSameLanguage(one.lang, lang);
  if (state.issued.some(isSame)) return [];
  if (provided)
    return [
      {
        type: 'CopyIssued',
        payload: present({ copyId, versionNo, issueNo, recipient, format, channel: 'platform', basis, lang }),
      },
    ];
  // D30: nobody is given a copy in a format that does not exist.
  if (state.failed.some((one) => isTheirs(one) && one.issueNo === issueNo && one.format === format)) return [];
  const payload = { copyId, recipient, versionNo, issueNo, format, reason: 'formatNotProvided' };
  return [{ type: 'CopyDeliveryFailed', payload }];
}
