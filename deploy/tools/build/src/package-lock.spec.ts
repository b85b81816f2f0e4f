import { globSync, readFileSync } from 'node:fs';

function read(file: string): Record<string, unknown> {
  return JSON.parse(readFileSync(file, 'utf8'));
}

describe('package-lock.json', () => {
  const patterns: unknown = read('package.json')['workspaces'];
  const packages: unknown = read('package-lock.json')['packages'];
  const folders = (Array.isArray(patterns) ? patterns : [])
    .flatMap((pattern) => globSync(`${pattern}/package.json`))
    .map((file) => file.slice(0, -'/package.json'.length));

  it.each(folders)('has %s, since npm ci refuses a clean clone that has a package the lock lacks', (folder) => {
    const name = read(`${folder}/package.json`)['name'];
    expect(packages).toHaveProperty([folder, 'name'], name);
    expect(packages).toHaveProperty([`node_modules/${name}`, 'resolved'], folder);
  });

  it('looks at every library, service and tool', () => expect(folders.length).toBeGreaterThan(40));
});
