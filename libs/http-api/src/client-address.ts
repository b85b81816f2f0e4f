import { isIP } from 'node:net';

/** An address, or a range of them: `10.0.0.0/8`, `fd00::/8`. */
export function isAddressRange(text: string): boolean {
  const [address = '', bits, ...more] = text.split('/');
  const kind = isIP(address);
  if (kind === 0 || more.length > 0) return false;
  return bits === undefined || (/^\d{1,3}$/.test(bits) && Number(bits) <= (kind === 4 ? 32 : 128));
}

/** Whether an address is a proxy's; hop 0 is the peer itself. */
type IsProxy = (address: string, hop: number) => boolean;

/**
 * What Fastify is to take for proxies, whose word for a client's address counts: it walks `X-Forwarded-For` from the right, past
 * those named, to the first address that is none of them.
 * @param behindGateway the platform's own gateway is the one peer, and passes on one address
 */
export function proxiesOf(named: readonly string[], behindGateway: boolean): string[] | IsProxy | false {
  if (behindGateway) return (_, hop) => hop === 0;
  return named.length > 0 ? [...named] : false;
}

/** What requests of one client are counted under: a whole /64 of IPv6 is one client, since every one of its addresses is at hand. */
export function countedAs(address: string | undefined): string {
  // Of a socket that is gone no address is known any more.
  if (address === undefined) return 'unknown';
  const plain = address.replace(/^::ffff:(?=\d+\.\d+\.\d+\.\d+$)/i, '').replace(/%.*$/, '');
  if (isIP(plain) !== 6) return isIP(plain) === 4 ? plain : 'unknown';
  const [head = '', tail] = plain.split('::');
  const front = head === '' ? [] : head.split(':');
  const back = tail === undefined || tail === '' ? [] : tail.split(':');
  const groups =
    tail === undefined ? front : [...front, ...Array<string>(8 - front.length - back.length).fill('0'), ...back];
  return `${groups
    .slice(0, 4)
    .map((group) => Number.parseInt(group, 16).toString(16))
    .join(':')}::/64`;
}
