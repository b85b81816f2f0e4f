import type { Server } from 'node:http';
import type { Socket } from 'node:net';

export interface SocketLimits {
  /** Open at once. */
  readonly sockets: number;
  /** Of those, how many may have sent no whole request yet. */
  readonly halfOpen: number;
}

/** Requests that one connection may have waiting for their answers: more is a flood, sent one behind the other. */
const MOST_AT_ONCE = 32;

/**
 * Keeps the sockets of a server within limits. Where there are too many, the oldest that nobody is being answered on goes, first of
 * those that have sent no whole request: idle sockets are closed in favour of active ones.
 */
export function limitSockets(server: Server, { sockets, halfOpen }: SocketLimits): void {
  const open = new Set<Socket>();
  const silent = new Set<Socket>();
  const idle = new Set<Socket>();
  const pending = new WeakMap<Socket, number>();

  server.on('connection', (socket) => {
    open.add(socket);
    silent.add(socket);
    socket.once('close', () => {
      open.delete(socket);
      silent.delete(socket);
      idle.delete(socket);
    });
    if (silent.size > halfOpen) dropOldest(silent);
    if (open.size > sockets && !dropOldest(silent, socket) && !dropOldest(idle)) socket.destroy();
  });
  server.on('request', ({ socket }, reply) => {
    silent.delete(socket);
    idle.delete(socket);
    const waiting = (pending.get(socket) ?? 0) + 1;
    pending.set(socket, waiting);
    if (waiting > MOST_AT_ONCE) socket.destroy();
    reply.once('close', () => {
      const left = (pending.get(socket) ?? 1) - 1;
      pending.set(socket, left);
      if (left === 0 && !socket.destroyed) idle.add(socket);
    });
  });
}

/** Whether there was one to drop besides `kept`. */
function dropOldest(sockets: Set<Socket>, kept?: Socket): boolean {
  for (const socket of sockets) {
    if (socket === kept) continue;
    sockets.delete(socket);
    socket.destroy();
    return true;
  }
  return false;
}
