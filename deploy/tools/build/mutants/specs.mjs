// Collects the tests of spec files by Jest's own describe and it, and runs them one by one, again and again in one process.
import { jestExpect } from '@jest/expect';
import * as circus from 'jest-circus';
import { pathToFileURL } from 'node:url';

const { describe, it, test, beforeAll, beforeEach, afterEach, afterAll } = circus;
Object.assign(globalThis, { describe, it, test, beforeAll, beforeEach, afterEach, afterAll, expect: jestExpect });
const ready = new WeakSet();

const testsOf = (block) =>
  block.children.flatMap((child) => (child.type === 'describeBlock' ? testsOf(child) : [child]));

/** The tests of one spec file, in its order; `again` names another reading of it in the same process. */
export async function collect(file, again) {
  circus.resetState();
  const { href } = pathToFileURL(file);
  await import(again === undefined ? href : `${href}?again=${again}`);
  const { rootDescribeBlock } = circus.getState();
  return testsOf(rootDescribeBlock).filter(({ mode }) => mode !== 'skip' && mode !== 'todo');
}

const blocksOf = (test) => {
  const blocks = [];
  for (let block = test.parent; block; block = block.parent) blocks.unshift(block);
  return blocks;
};

async function call(fn, context) {
  if (fn.length > 0) throw new Error('A test or hook that calls back is not supported here.');
  await fn.call(context);
}

/** Runs one test with its hooks; throws what it throws. */
export async function runTest(test) {
  const blocks = blocksOf(test);
  const hooks = (type) => blocks.flatMap((block) => block.hooks.filter((hook) => hook.type === type));
  for (const block of blocks.filter((one) => !ready.has(one))) {
    ready.add(block);
    for (const hook of block.hooks) if (hook.type === 'beforeAll') await call(hook.fn, {});
  }
  const context = {};
  for (const { fn } of hooks('beforeEach')) await call(fn, context);
  try {
    await call(test.fn, context);
  } finally {
    for (const { fn } of hooks('afterEach').reverse()) await call(fn, context);
  }
}

export const titleOf = (test) => [...blocksOf(test).slice(1), test].map(({ name }) => name).join(' ');
