import { connect, type Socket } from 'node:net';

export interface RawRequest {
  readonly socket: Socket;
  /** Resolves with all that was answered once it contains something, or the connection has ended. */
  readonly until: (part: string) => Promise<string>;
  /** Resolves with all that was answered once the connection has ended. */
  readonly end: () => Promise<string>;
}

/** Bytes on a socket, as no client would send them. */
export async function rawRequest(url: string, bytes: string | Uint8Array = ''): Promise<RawRequest> {
  const { hostname, port } = new URL(url);
  let text = '';
  let ended = false;
  const woken = new Set<() => void>();
  const wake = (): void => {
    for (const one of woken) one();
  };
  const socket = connect(Number(port), hostname);
  socket.on('data', (chunk: Buffer) => {
    text += chunk.toString('latin1');
    wake();
  });
  socket.on('error', () => undefined);
  socket.on('close', () => {
    ended = true;
    wake();
  });
  await new Promise<void>((resolve) => {
    socket.once('connect', resolve);
    socket.once('close', () => resolve());
  });
  if (bytes.length > 0) socket.write(bytes);
  const until = async (isSo: () => boolean): Promise<string> => {
    while (!ended && !isSo())
      await new Promise<void>((resolve) => {
        const once = (): void => {
          woken.delete(once);
          resolve();
        };
        woken.add(once);
      });
    return text;
  };
  return { socket, until: (part) => until(() => text.includes(part)), end: () => until(() => false) };
}
