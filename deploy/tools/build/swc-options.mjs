// One way to turn TypeScript into JavaScript, for the build and for Jest alike: legacy decorators without emitted types
// (Nest is given explicit tokens), class fields assigned as TypeScript assigns them, modules left as they are. Views are .tsx: their
// JSX calls hono/jsx, which makes strings on the server.
const optionsFor = (tsx) => ({
  swcrc: false,
  configFile: false,
  jsc: {
    target: 'es2024',
    parser: { syntax: 'typescript', decorators: true, tsx },
    transform: {
      legacyDecorator: true,
      useDefineForClassFields: false,
      verbatimModuleSyntax: true,
      ...(tsx && { react: { runtime: 'automatic', importSource: 'hono/jsx' } }),
    },
    keepClassNames: true,
  },
  module: { type: 'es6' },
});

export const swcOptions = optionsFor(false);
export const swcOptionsOfViews = optionsFor(true);
