import { mayCall } from '../api/operation.js';
import type { Page } from './page.js';
import { segmentsOf } from './segments.js';

/** Paths that sign-in answers by itself. */
export const SIGN_IN_SEGMENTS: readonly string[] = ['sign-in', 'sign-out', 'signed-out', 'account', 'assets', 'start'];

/** What is wrong with the rows. Where anything is, no page is served. */
export function faultsOf(pages: readonly Page[], apiSegments: readonly string[]): readonly string[] {
  return [...twice(pages), ...pages.flatMap(refusedToItsRoles), ...taken(pages, apiSegments)];
}

/** A page that the API would refuse to somebody who may open it. */
function refusedToItsRoles({ path, who, reads, forms }: Page): readonly string[] {
  const calls = [
    ...reads.map((operation) => ({ operation, roles: who })),
    ...forms.flatMap(({ command, who: some = who }) =>
      command === undefined ? [] : [{ operation: command, roles: some }],
    ),
  ];
  return calls.flatMap(({ operation, roles }) =>
    roles === 'anybody'
      ? [`${path} is for anybody, and calls ${operation}`]
      : roles
          .filter((role) => !mayCall(operation, role))
          .map((role) => `${path} is for ${role}, who may not call ${operation}`),
  );
}

function twice(pages: readonly Page[]): readonly string[] {
  const paths = pages.map(({ path }) => path);
  return paths.filter((path, index) => paths.indexOf(path) !== index).map((path) => `${path} has two rows`);
}

function taken(pages: readonly Page[], apiSegments: readonly string[]): readonly string[] {
  return segmentsOf(pages)
    .filter((segment) => apiSegments.includes(segment))
    .map((segment) => `/${segment} is the API’s`);
}
