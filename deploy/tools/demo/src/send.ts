import { present } from '@carethread/ledger';

/** One request, its path filled in. */
export interface Request {
  readonly method: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: unknown;
}

export interface Answer {
  readonly status: number;
  readonly body: unknown;
  readonly etag: string | undefined;
}

/** How a request reaches the platform: by fetch, or through a client that was generated from the published document. */
export type Send = (request: Request) => Promise<Answer>;

export function fetchFrom(url: string): Send {
  return async ({ method, path, headers, body }) => {
    const json = body === undefined ? undefined : JSON.stringify(body);
    const contentType = body === undefined ? undefined : 'application/json';
    const answer = await fetch(
      url + path,
      present<RequestInit>({
        method,
        headers: present<Request['headers']>({ ...headers, 'content-type': contentType }),
        body: json,
      }),
    );
    return { status: answer.status, body: await answer.json(), etag: answer.headers.get('etag') ?? undefined };
  };
}
