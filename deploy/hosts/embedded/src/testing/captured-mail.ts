import { numberMember } from '@carethread/ledger';
import { SMTPServer } from 'smtp-server';

export interface CapturedMail {
  readonly to: readonly string[];
  /** As it was sent, headers and all. */
  readonly raw: string;
  /** Its words, decoded. */
  readonly text: string;
}

/** A mail server that delivers nothing: a test reads what it was given, and says what it refuses. */
export class MailCapture {
  readonly mails: CapturedMail[] = [];
  /** What it says to a recipient, if it refuses. */
  refuses: (to: string) => { readonly code: number; readonly says: string } | undefined = () => undefined;
  readonly #server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    onRcptTo: ({ address }, _, done) => {
      const refusal = this.refuses(address);
      done(refusal && Object.assign(new Error(refusal.says), { responseCode: refusal.code }));
    },
    onData: (stream, { envelope }, done) => {
      const chunks: Buffer[] = [];
      stream.on('data', (chunk: Buffer) => chunks.push(chunk));
      stream.on('end', () => {
        const raw = Buffer.concat(chunks).toString();
        this.mails.push({ to: envelope.rcptTo.map(({ address }) => address), raw, text: wordsOf(raw) });
        done();
      });
    },
  });

  /** Listens, and gives its address. */
  async listen(): Promise<string> {
    await new Promise<void>((resolve) => this.#server.listen(0, '127.0.0.1', resolve));
    return `smtp://127.0.0.1:${numberMember(this.#server.server.address(), 'port') ?? 0}`;
  }

  close(): Promise<void> {
    return new Promise((resolve) => this.#server.close(resolve));
  }
}

function wordsOf(raw: string): string {
  const [head = '', ...body] = raw.split('\r\n\r\n');
  const text = body.join('\n\n').replaceAll('\r\n', '\n');
  if (/base64/i.test(head)) return Buffer.from(text, 'base64').toString();
  if (!/quoted-printable/i.test(head)) return text;
  const bytes = text
    .replace(/=\n/g, '')
    .replace(/=([0-9A-F]{2})/g, (_, hex: string) => String.fromCharCode(parseInt(hex, 16)));
  return Buffer.from(bytes, 'latin1').toString();
}
