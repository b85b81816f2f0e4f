import type { Page } from './page.js';

/** First segments of the paths of pages. */
export function segmentsOf(pages: readonly Pick<Page, 'path'>[]): readonly string[] {
  return [...new Set(pages.map(({ path }) => path.split('/')[1] ?? ''))].filter((segment) => segment !== '');
}

/** What a path of ours looks like. */
export function patternOf(path: string): RegExp {
  return new RegExp(`^${path.replace(/:[A-Za-z]+/g, '[^/]+')}$`);
}
