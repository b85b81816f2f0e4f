import { bodyFormsOf, formAt, refusalAt, type BodyForm } from './body-form.js';
import type { Problem } from './problem.js';

const form: BodyForm = {
  below: '/sample/standard',
  mediaType: 'application/sample+json',
  refusal: ({ code }) => ({ refused: code }),
  refusalSchema: { name: 'Sample', schema: {} },
};
const server = { bodyForms: [form] };
const problem: Problem = {
  ...{ type: 'about:blank', title: 'Not found', status: 404, code: 'NOT_FOUND', detail: 'Not found' },
  ...{ items: [], correlationId: 'c' },
};

describe('a form of bodies below a path', () => {
  it.each([
    ['/sample/standard', true],
    ['/sample/standard/Thing/1', true],
    ['/sample/standard?a=1', true],
    ['/sample/standards', false],
    ['/other/standard', false],
  ])('%s has it: %p', (url, has) => {
    expect(formAt({ url, server })).toBe(has ? form : undefined);
    expect(formAt({ url, server: {} })).toBeUndefined();
  });

  it('refuses as it says, and as the API does elsewhere', () => {
    const refused = { type: 'application/sample+json', body: { refused: 'NOT_FOUND' } };
    expect(refusalAt({ url: '/sample/standard/none', server }, problem)).toEqual(refused);
    const usual = { type: 'application/problem+json', body: problem };
    expect(refusalAt({ url: '/sample/none', server }, problem)).toEqual(usual);
  });

  it('is there once, however many routes have it', () => {
    expect(bodyFormsOf([{ form }, {}, { form }])).toEqual([form]);
  });
});
