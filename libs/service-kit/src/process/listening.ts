import { textMember } from '@carethread/ledger';
import type { Server } from 'node:http';
import { networkInterfaces } from 'node:os';
import { SETTINGS, type Settings } from '../settings/settings.js';

/** Why a process cannot listen, for the operator who set the address. */
export class CannotListen extends Error {
  override readonly name = 'CannotListen';
}

/** Which two settings say where something listens. */
export type ListeningAt = readonly ['host' | 'operatorHost', 'port' | 'operatorPort'];

/** Listens where the settings say. Throws CannotListen with the name of the setting to change. */
export async function listenAt(
  settings: Settings,
  [host, port]: ListeningAt,
  listen: (at: { readonly host: string; readonly port: number }) => Promise<unknown>,
): Promise<void> {
  const at = { host: settings[host], port: settings[port] };
  try {
    await listen(at);
  } catch (error) {
    throw new CannotListen(reason(error, at, SETTINGS[host].name, SETTINGS[port].name), { cause: error });
  }
}

/** Where a server that listens is reached from this machine. */
export function urlOf(server: Pick<Server, 'address'>, host: string): string {
  const address = server.address();
  if (typeof address !== 'object' || address === null) throw new CannotListen(`nothing listens at ${host}`);
  const named = { '0.0.0.0': '127.0.0.1', '::': 'localhost', '::1': 'localhost' }[address.address] ?? address.address;
  return `http://${named.includes(':') ? `[${named}]` : named}:${address.port}`;
}

function reason(
  error: unknown,
  at: { readonly host: string; readonly port: number },
  hostName: string,
  portName: string,
): string {
  switch (textMember(error, 'code') ?? '') {
    case 'EADDRINUSE':
      return `${portName}: port ${at.port} of ${at.host} is in use: stop what listens there, or set ${portName} to another (0 takes a free one)`;
    case 'EACCES':
      return `${portName}: this user may not listen on port ${at.port}: set ${portName} to 1024 or more`;
    case 'EADDRNOTAVAIL':
    case 'EAFNOSUPPORT':
    case 'ENOTFOUND':
    case 'EAI_AGAIN':
    case 'EINVAL':
      return `${hostName}: ${at.host} is no address of this machine, which has ${addresses()}`;
    default:
      return `${hostName} and ${portName}: cannot listen at ${at.host}:${at.port}: ${error instanceof Error ? error.message : String(error)}`;
  }
}

function addresses(): string {
  const own = Object.values(networkInterfaces()).flatMap((list) => (list ?? []).map(({ address }) => address));
  return [...new Set(own)].join(', ');
}
