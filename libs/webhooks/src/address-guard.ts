import ipaddr from 'ipaddr.js';

/** Why an address is not sent to; a code, never the address. */
export const ADDRESS_FAULTS = ['url', 'scheme', 'userInfo', 'port', 'address'] as const;
export type AddressFault = (typeof ADDRESS_FAULTS)[number];

export interface AddressRules {
  /** Only `https` in production. */
  readonly schemes: readonly ('https:' | 'http:')[];
  /** Beside 443: single ports and ranges. */
  readonly ports: readonly PortRange[];
  /** Networks of the operator's own in which providers may have endpoints. */
  readonly allow: readonly Network[];
}

export type PortRange = readonly [from: number, to: number];
export type Network = readonly [address: ipaddr.IPv4 | ipaddr.IPv6, bits: number];

/** The only part of IPv6 that is given out for public use; everything else is reserved, local or translated. */
const PUBLIC_V6 = ipaddr.IPv6.parseCIDR('2000::/3');
/** Documentation, and what translates to IPv4 in a way of the network's own: public by their prefix alone. */
const NEVER_V6 = ['3fff::/20', '2002::/16', '2001::/23'].map((text) => ipaddr.IPv6.parseCIDR(text));
const MAX_URL = 2_048;

/** `10.0.0.0/8,fd00::/8` */
export function networksOf(text: string): readonly Network[] {
  return listed(text).map((one) => ipaddr.parseCIDR(one));
}

/** `8443,9000-9100` */
export function portsOf(text: string): readonly PortRange[] {
  return listed(text).map((one) => {
    const [from = NaN, to = from] = one.split('-').map(Number);
    if (!isPort(from) || !isPort(to) || from > to) throw new TypeError(`${one} is no port and no range of ports`);
    return [from, to];
  });
}

function listed(text: string): readonly string[] {
  return text
    .split(',')
    .map((one) => one.trim())
    .filter((one) => one !== '');
}

const isPort = (port: number): boolean => Number.isInteger(port) && port > 0 && port < 65_536;

/** What is wrong with an endpoint's URL before any name is looked up: form, scheme, user info, port, and a literal address. */
export function urlFault(text: string, rules: AddressRules): AddressFault | undefined {
  if (text.length > MAX_URL || !URL.canParse(text)) return 'url';
  const url = new URL(text);
  if (!rules.schemes.some((scheme) => scheme === url.protocol)) return 'scheme';
  if (url.username !== '' || url.password !== '') return 'userInfo';
  const port = portOf(url);
  if (port !== 443 && !rules.ports.some(([from, to]) => port >= from && port <= to)) return 'port';
  // An address in a URL is never looked up, so a guard of look-ups alone would let it through.
  const literal = literalOf(url.hostname);
  return literal === undefined || isPermitted(literal, rules) ? undefined : 'address';
}

export function portOf({ port, protocol }: URL): number {
  if (port !== '') return Number(port);
  return protocol === 'https:' ? 443 : 80;
}

/** The address that a host name is by itself; `new URL` has already made `0x7f.1` to `127.0.0.1`. */
export function literalOf(hostname: string): string | undefined {
  const bare = hostname.replace(/^\[|\]$/g, '');
  return ipaddr.isValid(bare) ? bare : undefined;
}

/** Whether all addresses of a name may be sent to: one bad one among several refuses them all. */
export function arePermitted(addresses: readonly string[], rules: AddressRules): boolean {
  return addresses.length > 0 && addresses.every((address) => isPermitted(address, rules));
}

function isPermitted(text: string, { allow }: AddressRules): boolean {
  if (!ipaddr.isValid(text)) return false;
  const address = ipaddr.parse(text);
  if (allow.some((network) => isWithin(address, network))) return true;
  if (address.range() !== 'unicast') return false;
  if (address.kind() === 'ipv4') return true;
  return isWithin(address, PUBLIC_V6) && !NEVER_V6.some((network) => isWithin(address, network));
}

function isWithin(address: ipaddr.IPv4 | ipaddr.IPv6, [network, bits]: Network): boolean {
  return address.kind() === network.kind() && address.match(network, bits);
}
