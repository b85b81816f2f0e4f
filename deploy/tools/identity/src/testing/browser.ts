import { present } from '@carethread/ledger';

export interface Shown {
  readonly status: number;
  /** Where the last answer came from. */
  readonly url: string;
  readonly text: string;
  readonly headers: Headers;
  /** Where it sends the browser on, if it does. */
  readonly location: string | undefined;
}

/** As much of a browser as sign-in needs: cookies of a host on all its ports, redirects, and the origin of a form. */
export class Browser {
  readonly cookies = new Map<string, string>();

  /** Follows redirects until something is shown. */
  async open(url: string, form?: Readonly<Record<string, string>>, from?: string): Promise<Shown> {
    let shown = await this.send(url, form, from);
    for (let hops = 0; shown.location !== undefined && hops < 12; hops++) shown = await this.send(shown.location);
    return shown;
  }

  async send(url: string, form?: Readonly<Record<string, string>>, from = url): Promise<Shown> {
    const cookie = [...this.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    const answer = await fetch(
      url,
      present<RequestInit>({
        method: form === undefined ? 'GET' : 'POST',
        body: form === undefined ? undefined : new URLSearchParams(form),
        headers: present<Record<string, string>>({
          cookie,
          origin: form === undefined ? undefined : new URL(from).origin,
        }),
        redirect: 'manual',
      }),
    );
    for (const line of answer.headers.getSetCookie()) {
      const [name = '', value = ''] = (line.split(';')[0] ?? '').split(/=(.*)/s);
      if (value === '' || /expires=Thu, 01 Jan 1970/i.test(line)) this.cookies.delete(name);
      else this.cookies.set(name, value);
    }
    const location = answer.headers.get('location');
    return {
      status: answer.status,
      url,
      text: await answer.text(),
      headers: answer.headers,
      location: location === null ? undefined : new URL(location, url).href,
    };
  }
}
