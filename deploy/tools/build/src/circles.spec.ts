import { circles, importsOfWorkspace } from '../circles.mjs';

describe('imports in a circle', () => {
  it('are named in the order of import', () => {
    const planted = new Map([
      ['a.ts', ['b.ts', 'd.ts']],
      ['b.ts', ['c.ts']],
      ['c.ts', ['b.ts']],
      ['d.ts', []],
    ]);
    expect(circles(planted)).toEqual([['b.ts', 'c.ts']]);
  });

  it('are seen where types alone are imported, and there are none in this workspace', () => {
    const imports = importsOfWorkspace();
    expect(imports.get('libs/runtime/src/typed-edges.ts')).toEqual(['libs/runtime/src/definition.ts']);
    expect(circles(imports)).toEqual([]);
  });
});
