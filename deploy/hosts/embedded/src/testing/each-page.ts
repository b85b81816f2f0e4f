import type { Answer, Caller } from './callers.js';

type Item = Answer['body'];

/** The pages of a list, one after the other, as far as it goes. */
export async function eachPage(by: Caller, path: string, query = ''): Promise<readonly (readonly Item[])[]> {
  const pages: (readonly Item[])[] = [];
  for (let after = ''; ;) {
    const { status, body } = await by.send('GET', `${path}?${query}${after}`);
    expect(status).toBe(200);
    pages.push(body.items);
    if (body.next === undefined) return pages;
    after = `&after=${encodeURIComponent(String(body.next))}`;
  }
}

/** The ids of everything on a list, in its order. */
export async function listedIds(by: Caller, path: string, query = ''): Promise<readonly string[]> {
  return (await eachPage(by, path, query)).flat().map(({ id }) => String(id));
}
