import { Pool } from 'undici';

export interface Sent {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
}

export interface Received {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | readonly string[] | number | undefined>>;
  readonly text: string;
}

/** How the pages reach the API: within the one process, or over HTTP. */
export type Transport = (sent: Sent) => Promise<Received>;

/** So many requests are on their way to the API at once; others wait. */
const CONNECTIONS = 32;

/** Over HTTP, to the one address behind which all services are. */
export function pooledTransport(api: string): Transport {
  const pool = new Pool(api, { connections: CONNECTIONS });
  return async ({ method, path, headers, body = null }) => {
    const answered = await pool.request({ method, path, headers, body });
    return { status: answered.statusCode, headers: answered.headers, text: await answered.body.text() };
  };
}
