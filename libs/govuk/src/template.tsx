// GOV.UK's page template without what only GOV.UK may show (crown, crest, header, footer, icons) and without its inline script:
// that is a file, the first element of the body and not deferred, because components refuse to start when the class is set later.
import { DOCTYPE } from './macros.js';
import { SkipLink } from './generated/skip-link.js';
import type { Child, Markup } from './options.js';

export interface TemplateProps {
  readonly title: string;
  readonly lang: 'en' | 'cy';
  /** Paths of the built files. */
  readonly styles: readonly string[];
  readonly classScript: string;
  readonly scripts: readonly string[];
  readonly icon?: string | undefined;
  readonly skipTo: string;
  readonly bodyClasses?: string | undefined;
  readonly header?: Child;
  readonly beforeContent?: Child;
  readonly footer?: Child;
  readonly bodyEnd?: Child;
  readonly children?: Child;
}

export const Template = ({ title, lang, children, ...page }: TemplateProps): Markup => (
  <>
    {DOCTYPE}
    <html lang={lang} class="govuk-template">
      <head>
        <meta charset="utf-8" />
        <title>{title}</title>
        <meta name="viewport" content="width=device-width, initial-scale=1, viewport-fit=cover" />
        <meta name="theme-color" content="#12436d" />
        {page.icon === undefined ? null : <link rel="icon" sizes="any" type="image/svg+xml" href={page.icon} />}
        {page.styles.map((href) => (
          <link rel="stylesheet" href={href} />
        ))}
      </head>
      <body class={['govuk-template__body', page.bodyClasses].filter(Boolean).join(' ')}>
        <script src={page.classScript}></script>
        <SkipLink href="#main-content" text={page.skipTo} />
        {page.header === undefined ? null : <header class="govuk-template__header">{page.header}</header>}
        <div class="govuk-width-container">
          {page.beforeContent}
          <main class="govuk-main-wrapper" id="main-content">
            {children}
          </main>
        </div>
        {page.footer === undefined ? null : <footer class="govuk-template__footer">{page.footer}</footer>}
        {page.bodyEnd}
        {page.scripts.map((src) => (
          <script type="module" src={src}></script>
        ))}
      </body>
    </html>
  </>
);
