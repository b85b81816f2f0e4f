import type { JsonObject } from '@carethread/ledger';

/** What a verifier needs to know, whatever software they have. */
export const EVIDENCE_NOTE: readonly string[] = [
  'What Carethread recorded about one person, as its audit export holds it: under services, for each service, one stored event a line, sealed with the person’s key. The format is described in docs/reference/event-format.md.',
  'To check it: save this answer as a file, and run npm run carethread -- verify --evidence FILE. That needs no key, no password and no running platform.',
  'What is proved: each event is the one that was hashed when it was recorded, and each stream runs from its first event without a gap.',
  'What is not proved: that whoever gives you this left nothing out at the end of a stream, and no whole stream or service. An audit export of the whole log shows that.',
  'Nor is it proved that the log was not written anew with other hashes. For that, compare head, or the logHash of a line, with a head of that log that was kept elsewhere.',
  'knownAt is when the platform recorded it; what takes effect after effectiveAt is there all the same, and named in notYetEffective.',
];

/** The members of what a service answered that the evidence holds. */
export function evidenceIn({ knownAt, head, lines, notYetEffective }: JsonObject | Record<string, unknown>): object {
  return { knownAt, head, lines, notYetEffective };
}
