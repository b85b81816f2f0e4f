import { arePermitted, literalOf, networksOf, portsOf, urlFault, type AddressRules } from './address-guard.js';

const PRODUCTION: AddressRules = { schemes: ['https:'], ports: [], allow: [] };
const faultOf = (url: string, more: Partial<AddressRules> = {}) => urlFault(url, { ...PRODUCTION, ...more });

describe('the guard of where webhooks are sent (PLAT-13)', () => {
  it('takes a public https address or name', () => {
    for (const url of ['https://hooks.example/a?b=c', 'https://93.184.215.14/', 'https://[2606:4700::1111]/in'])
      expect([url, faultOf(url)]).toEqual([url, undefined]);
  });

  it('refuses other schemes, user info and ports, and what is no URL', () => {
    expect(faultOf('http://hooks.example/')).toBe('scheme');
    expect(faultOf('ftp://hooks.example/')).toBe('scheme');
    expect(faultOf('http://hooks.example/', { schemes: ['https:', 'http:'] })).toBe('port');
    expect(faultOf('https://user:secret@hooks.example/')).toBe('userInfo');
    expect(faultOf('https://hooks.example:8443/')).toBe('port');
    expect(faultOf('https://hooks.example:8443/', { ports: portsOf('8443') })).toBeUndefined();
    expect(faultOf('https://hooks.example:9050/', { ports: portsOf('8443, 9000-9100') })).toBeUndefined();
    expect(faultOf('https://hooks.example:9101/', { ports: portsOf('8443, 9000-9100') })).toBe('port');
    expect(faultOf('hooks.example')).toBe('url');
    expect(faultOf(`https://hooks.example/${'a'.repeat(2_048)}`)).toBe('url');
  });

  it.each([
    ['loopback', '127.0.0.1'],
    ['loopback in hexadecimal', '0x7f.1'],
    ['loopback as one number', '2130706433'],
    ['loopback in octal', '0177.0.0.1'],
    ['loopback of IPv6', '[::1]'],
    ['mapped', '[::ffff:127.0.0.1]'],
    ['mapped and public', '[::ffff:93.184.215.14]'],
    ['compatible with IPv4', '[::127.0.0.1]'],
    ['NAT64', '[64:ff9b::7f00:1]'],
    ['NAT64 of a network’s own', '[64:ff9b:1::7f00:1]'],
    ['6to4', '[2002:7f00:1::]'],
    ['Teredo', '[2001:0:7f00:1::]'],
    ['private', '10.1.2.3'],
    ['private', '172.16.0.1'],
    ['private', '192.168.1.1'],
    ['shared by carriers', '100.64.0.1'],
    ['link-local, where clouds keep credentials', '169.254.169.254'],
    ['link-local', '[fe80::1]'],
    ['unique local', '[fd00::1]'],
    ['site-local', '[fec0::1]'],
    ['unspecified', '0.0.0.0'],
    ['unspecified', '[::]'],
    ['multicast', '224.0.0.1'],
    ['multicast', '[ff02::1]'],
    ['broadcast', '255.255.255.255'],
    ['reserved', '240.0.0.1'],
    ['for protocols', '192.0.0.1'],
    ['for benchmarks', '198.18.0.1'],
    ['for documents', '203.0.113.1'],
    ['for documents', '[2001:db8::1]'],
    ['for documents', '[3fff::1]'],
  ])('refuses an address that is %s: %s', (_, host) => {
    expect(faultOf(`https://${host}/`)).toBe('address');
    const literal = literalOf(new URL(`https://${host}/`).hostname) ?? '';
    expect(arePermitted([literal], PRODUCTION)).toBe(false);
  });

  it('one bad address among several of a name refuses them all, and a name without any is refused', () => {
    expect(arePermitted(['93.184.215.14', '2606:4700::1111'], PRODUCTION)).toBe(true);
    expect(arePermitted(['93.184.215.14', '10.0.0.1'], PRODUCTION)).toBe(false);
    expect(arePermitted([], PRODUCTION)).toBe(false);
    expect(arePermitted(['fe80::1%eth0'], PRODUCTION)).toBe(false);
    expect(arePermitted(['nonsense'], PRODUCTION)).toBe(false);
  });

  it('takes what the operator allows of its own network, and nothing beside it', () => {
    const rules = { ...PRODUCTION, allow: networksOf('10.1.0.0/16, fd00::/8') };
    expect(urlFault('https://10.1.2.3/', rules)).toBeUndefined();
    expect(urlFault('https://[fd12::1]/', rules)).toBeUndefined();
    expect(urlFault('https://10.2.0.1/', rules)).toBe('address');
    expect(urlFault('https://[::ffff:10.1.2.3]/', rules)).toBe('address');
  });

  it('refuses settings that say nothing', () => {
    for (const text of ['0', '70000', 'a', '9-8', '1-b']) expect(() => portsOf(text)).toThrow(TypeError);
    expect(() => networksOf('10.0.0.0/40')).toThrow();
    expect(portsOf('')).toEqual([]);
  });
});
