import { SMTPServer } from 'smtp-server';
import type { AddressInfo } from 'node:net';
import { SmtpMail } from './smtp-mail.js';

interface Captured {
  readonly to: readonly string[];
  readonly text: string;
}

const mail = { id: 'one', to: 'synthetic.user@example.org', subject: 'Carethread', text: 'Something needs you.\n' };

describe('a mail server over SMTP', () => {
  const captured: Captured[] = [];
  let refuses: { readonly code: number; readonly says: string } | undefined;
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    onRcptTo: (_, __, done) =>
      done(refuses === undefined ? null : Object.assign(new Error(refuses.says), { responseCode: refuses.code })),
    onData: (stream, session, done) => {
      const chunks: Buffer[] = [];
      stream.on('data', (chunk: Buffer) => chunks.push(chunk));
      stream.on('end', () => {
        const to = session.envelope.rcptTo.map(({ address }) => address);
        captured.push({ to, text: Buffer.concat(chunks).toString() });
        done();
      });
    },
  });
  let url: string;
  beforeAll(async () => {
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    url = `smtp://127.0.0.1:${(server.server.address() as AddressInfo).port}`;
  });
  afterAll(() => new Promise<void>((resolve) => server.close(resolve)));
  beforeEach(() => {
    captured.length = 0;
    refuses = undefined;
  });
  const from = 'Carethread <no-reply@care.example.org>';
  const open = (patience = 2_000) => new SmtpMail({ url, from, patience });

  it('takes plain text over, under an id that a mail sent again has too', async () => {
    expect(await open().send(mail)).toEqual({ outcome: 'taken' });
    expect(await open().send(mail)).toEqual({ outcome: 'taken' });
    expect(captured.map(({ to }) => to)).toEqual([[mail.to], [mail.to]]);
    for (const { text } of captured) {
      expect(text).toContain('Message-ID: <one@care.example.org>');
      expect(text).toContain('Content-Type: text/plain');
      expect(text).toContain('Auto-Submitted: auto-generated');
      expect(text).toContain('\r\n\r\nSomething needs you.');
    }
  });

  it('refuses an address for good, or for a while', async () => {
    const said = async (code: number, says: string) => {
      refuses = { code, says };
      return open().send(mail);
    };
    expect(await said(550, '5.1.1 no such user')).toEqual({ outcome: 'refused', code: 550 });
    expect(await said(550, '5.2.1 mailbox disabled')).toEqual({ outcome: 'refused', code: 550 });
    for (const [code, says] of [
      [451, '4.7.1 greylisted'],
      [452, '4.2.2 mailbox full'],
      [550, '5.7.1 relaying denied'],
    ] as const)
      expect(await said(code, says)).toEqual({ outcome: 'later', of: 'address' });
    expect(captured).toEqual([]);
  });

  it('gets nothing in the clear where TLS is required', async () => {
    expect(await new SmtpMail({ url, from, requireTls: true, patience: 2_000 }).send(mail)).toEqual({
      outcome: 'later',
      of: 'server',
    });
    expect(captured).toEqual([]);
  });

  it('is away where nothing answers, where it wants another sign-in and where its name is unknown', async () => {
    const elsewhere = (to: string) => new SmtpMail({ url: to, from, patience: 2_000 }).send(mail);
    expect(await elsewhere('smtp://127.0.0.1:9')).toEqual({ outcome: 'later', of: 'server' });
    expect(await elsewhere(url.replace('//', '//somebody:wrong@'))).toEqual({ outcome: 'later', of: 'server' });
    expect(await elsewhere('smtp://mail.carethread.invalid')).toEqual({ outcome: 'later', of: 'server' });
  });
});
