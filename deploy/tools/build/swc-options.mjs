// One way to turn TypeScript into JavaScript, for the build and for Jest alike: legacy decorators without emitted types
// (Nest is given explicit tokens), class fields assigned as TypeScript assigns them, modules left as they are.
export const swcOptions = {
  swcrc: false,
  configFile: false,
  jsc: {
    target: 'es2024',
    parser: { syntax: 'typescript', decorators: true },
    transform: { legacyDecorator: true, useDefineForClassFields: false, verbatimModuleSyntax: true },
    keepClassNames: true,
  },
  module: { type: 'es6' },
};
