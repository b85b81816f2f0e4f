import type { Problem } from '@carethread/http-api';
import { present } from '@carethread/ledger';
import type { OperationOutcome } from './resources.js';

type Issue = OperationOutcome['issue'][number];

/** The kinds of issues that FHIR has, by the statuses of refusals. */
const ISSUES: Readonly<Record<number, string>> = {
  400: 'invalid',
  401: 'login',
  403: 'forbidden',
  404: 'not-found',
  405: 'not-supported',
  409: 'conflict',
  410: 'deleted',
  412: 'conflict',
  413: 'too-long',
  415: 'not-supported',
  422: 'business-rule',
  429: 'throttled',
  503: 'transient',
};
const SYSTEM = 'https://carethread.invalid/problems';

/** A refusal in the form of FHIR: with the code that it has everywhere, and in the same words. */
export function operationOutcome({ status, code, title, detail, items }: Problem): OperationOutcome {
  const places = items.flatMap((item) => (typeof item === 'string' ? [] : expressionOf(item)));
  return {
    resourceType: 'OperationOutcome',
    issue: [
      present<Issue>({
        severity: 'error',
        code: ISSUES[status] ?? 'exception',
        details: { coding: [{ system: SYSTEM, code }], text: title },
        diagnostics: detail,
        expression: places.length === 0 ? undefined : places,
      }),
    ],
  };
}

/** A fault’s place as FHIRPath has it: `/channel/extension/0/url` is `Subscription.channel.extension[0].url`. */
function expressionOf({ pointer, in: place }: Exclude<Problem['items'][number], string>): readonly string[] {
  const names = pointer.split('/').slice(1);
  if (names.length === 0) return [];
  if (place !== undefined) return [`http.${names.join('.')}`];
  return [`Subscription.${names.join('.')}`.replace(/\.(\d+)/g, '[$1]').replaceAll('._', '.')];
}

/** That something was done of which FHIR has nothing to show. */
export const doneOutcome = (diagnostics: string): OperationOutcome => ({
  resourceType: 'OperationOutcome',
  issue: [{ severity: 'information', code: 'informational', diagnostics }],
});
