import { readdirSync, readFileSync } from 'node:fs';
import { serviceNames, withPart } from '../service-lists.mjs';

describe('the list of services', () => {
  const list = 'deploy/hosts/services/src/index.ts';

  it('has every folder of services/, once', () => {
    expect(serviceNames(readFileSync(list, 'utf8')).sort()).toEqual(readdirSync('services').sort());
  });

  it('stands between its marks in files that can import nothing, and nothing else is touched', () => {
    const text = 'before\n# generated: names\nold\nolder\n# end of generated\nafter\n';
    expect(withPart(text, 'names', 'a b\n')).toBe('before\n# generated: names\na b\n# end of generated\nafter\n');
    expect(() => withPart(text, 'others', 'a b\n')).toThrow('no part "generated: others" with its end');
  });
});
