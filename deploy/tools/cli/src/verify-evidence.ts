import { verifyEvidence } from '@carethread/ledger';
import { readFileSync } from 'node:fs';
import type { Outcome } from './verb.js';

/** Checks evidence about one person, as `GET /audit/persons/{id}/evidence` answered it, without the platform. */
export function verifyEvidenceFile(file: string): Outcome {
  const verdict = verifyEvidence(JSON.parse(readFileSync(file, 'utf8')));
  if (!verdict.valid) {
    const { reason, service, line } = verdict;
    const where = service === undefined ? '' : `${service}, line ${line ?? 0}: `;
    return { code: 1, result: verdict, lines: [`WRONG   ${where}${reason}`, 'the evidence is not what was written'] };
  }
  return {
    code: 0,
    result: verdict,
    lines: [
      `ok      ${verdict.events} events in ${verdict.streams} streams`,
      'every event is as it was recorded, and no stream has a gap; that nothing is left out at its end, and no stream, only an export of the whole log shows',
    ],
  };
}
