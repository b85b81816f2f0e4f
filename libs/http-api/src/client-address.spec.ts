import { fastify } from 'fastify';
import { countedAs, isAddressRange, proxiesOf } from './client-address.js';

describe('the address of a client', () => {
  it.each([
    ['192.0.2.7', '192.0.2.7'],
    ['::ffff:192.0.2.7', '192.0.2.7'],
    ['2001:db8::1', '2001:db8:0:0::/64'],
    ['2001:0DB8:0000:0000:ffff::2', '2001:db8:0:0::/64'],
    ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2::/64'],
    ['fe80::1%eth0', 'fe80:0:0:0::/64'],
    ['::1', '0:0:0:0::/64'],
    ['not an address', 'unknown'],
    [undefined, 'unknown'],
  ])('%s is counted as %s', (address, counted) => {
    expect(countedAs(address)).toBe(counted);
  });

  it.each(['10.0.0.0/8', '192.0.2.7', 'fd00::/8', '::1'])('%s names proxies', (text) => {
    expect(isAddressRange(text)).toBe(true);
  });

  it.each(['', 'proxy.invalid', '10.0.0.0/33', '10.0.0.0/8/8', '10.0.0', 'fd00::/129', '*'])('%p does not', (text) => {
    expect(isAddressRange(text)).toBe(false);
  });

  it('is a proxy’s word only where the proxy is named, and of one hop behind the gateway', () => {
    expect(proxiesOf([], false)).toBe(false);
    expect(proxiesOf(['10.0.0.0/8'], false)).toEqual(['10.0.0.0/8']);
  });

  it('behind the gateway is the one that the gateway passes on, and no other that a client claims', async () => {
    const server = fastify({ trustProxy: proxiesOf([], true) });
    server.get('/', (request) => request.ip);
    const { body } = await server.inject({
      url: '/',
      remoteAddress: '10.0.0.1',
      headers: { 'x-forwarded-for': '203.0.113.9, 192.0.2.7' },
    });
    expect(body).toBe('192.0.2.7');
  });
});
