import type { SocketLimits } from './limited-sockets.js';

/** What a server of the platform takes in, how much of it at once, and from whom; sizes in bytes, times in milliseconds. */
export interface EdgeLimits extends SocketLimits {
  /** Limits by time and number are off in test mode. */
  readonly mode: 'demo' | 'test' | 'production';
  readonly bodyLimit: number;
  readonly requestTimeout: number;
  readonly headersTimeout: number;
  /** Requests a minute of one subject, and of one address without a verified token; 0 is no limit. */
  readonly rate: number;
  readonly addressRate: number;
  readonly bytesInFlight: number;
  /** Addresses of proxies whose `X-Forwarded-For` is believed. */
  readonly trustedProxies: readonly string[];
}
