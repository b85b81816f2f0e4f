import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { PlanContent } from './domain/plan/content.js';
import * as issues from './domain/plan/issues.js';
import type { RawContent, Version } from './domain/plan/version.js';

const ROOT = fileURLToPath(new URL('.', import.meta.url));
/** The one module that makes and reads it, and the one that names its type. */
const OWNERS = ['domain/plan/issues.ts', 'domain/plan/version.ts'];

describe('the content of a version as it was signed', () => {
  it('R1: is read by nobody else: none of these compiles', () => {
    const planted = (version: Version, content: PlanContent): readonly unknown[] => [
      // @ts-expect-error a section of it
      version.content['allergies'],
      // @ts-expect-error the whole of it
      version.content satisfies PlanContent,
      // @ts-expect-error a copy of it, member by member
      { ...version.content } satisfies PlanContent,
      // @ts-expect-error made of the content of a plan
      content satisfies RawContent,
      // @ts-expect-error made of nothing
      {} satisfies RawContent,
    ];
    // @ts-expect-error what opens it is exported by nobody
    expect([planted.length, issues.opened]).toEqual([2, undefined]);
  });

  it('R1: is named by no other file, so that no cast leads around it', () => {
    const files = readdirSync(ROOT, { recursive: true, encoding: 'utf8' }).filter(
      (file) => file.endsWith('.ts') && !file.endsWith('.spec.ts'),
    );
    const naming = files.filter((file) =>
      /\bRawContent\b|version\.content as\b/.test(readFileSync(`${ROOT}${file}`, 'utf8')),
    );
    expect(naming.sort()).toEqual(OWNERS);
  });
});
