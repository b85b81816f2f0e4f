import { member, numberMember, textMember } from '@carethread/ledger';
import { createTransport } from 'nodemailer';

export interface SmtpSettings {
  /** `smtps://user:password@host:465`, or `smtp://host:587`. */
  readonly url: string;
  readonly from: string;
  /** Whether mail is kept back where the server takes no TLS. */
  readonly requireTls?: boolean;
  /** How long a server may take at each step, in milliseconds. */
  readonly patience?: number;
}

interface Mail {
  readonly id: string;
  readonly to: string;
  readonly subject: string;
  readonly text: string;
}

type Outcome =
  | { readonly outcome: 'taken' }
  | { readonly outcome: 'refused'; readonly code: number }
  | { readonly outcome: 'later'; readonly of: 'server' | 'address' };

const PATIENCE_MS = 15_000;

/** Hands mails to a mail server over SMTP, one connection for each: they are few. */
export class SmtpMail {
  readonly #transport;
  readonly #from: string;
  readonly #domain: string;

  constructor({ url, from, requireTls = false, patience = PATIENCE_MS }: SmtpSettings) {
    this.#transport = createTransport({
      ...serverOf(url),
      requireTLS: requireTls,
      connectionTimeout: patience,
      greetingTimeout: patience,
      socketTimeout: patience,
      dnsTimeout: patience,
      // A mail is made of its words alone: no file and no address is fetched for one.
      disableFileAccess: true,
      disableUrlAccess: true,
    });
    this.#from = from;
    this.#domain = /@([^>\s]+)/.exec(from)?.[1] ?? 'carethread.invalid';
  }

  async send({ id, to, subject, text }: Mail): Promise<Outcome> {
    try {
      await this.#transport.sendMail({
        from: this.#from,
        to: { name: '', address: to },
        subject,
        text,
        messageId: `<${id}@${this.#domain}>`,
        // No absence note comes back (RFC 3834).
        headers: { 'Auto-Submitted': 'auto-generated', 'X-Auto-Response-Suppress': 'All' },
      });
      return { outcome: 'taken' };
    } catch (error) {
      return outcomeOf(error);
    }
  }
}

/** The parts of an SMTP address. */
function serverOf(url: string) {
  const { protocol, hostname, port, username, password } = new URL(url);
  const secure = protocol === 'smtps:';
  const server = { host: hostname, port: port === '' ? (secure ? 465 : 587) : Number(port), secure };
  if (username === '') return server;
  return { ...server, auth: { user: decodeURIComponent(username), pass: decodeURIComponent(password) } };
}

/** A sign-in or a connection that fails is the server's; what is said of the recipient is the address's. */
function outcomeOf(error: unknown): Outcome {
  const code = numberMember(error, 'responseCode') ?? 0;
  const command = textMember(error, 'command') ?? '';
  const isOfAddress = command === 'RCPT TO' || Array.isArray(member(error, 'rejected'));
  if (isOfAddress && isForGood(code, textMember(error, 'response') ?? '')) return { outcome: 'refused', code };
  return { outcome: 'later', of: isOfAddress ? 'address' : 'server' };
}

/**
 * Whether there is no such mailbox any more: by the enhanced code (RFC 3463) where the server gives one. A server that may not relay, or
 * that takes us for a sender of spam, says 5xx too, which is no fault of the address.
 */
function isForGood(code: number, response: string): boolean {
  const enhanced = /\b5\.\d{1,3}\.\d{1,3}\b/.exec(response)?.[0];
  if (enhanced !== undefined) return /^5\.1\.|^5\.2\.1$/.test(enhanced);
  return code === 550 || code === 551 || code === 553;
}
