import { ErrorSummary, InsetText, NotificationBanner, Template, type Markup } from '@carethread/govuk';
import { sharedWords } from '../words/codes.js';
import type { WholePage } from './page-parts.js';
import { PersonBar } from './person-bar.js';
import { Footer, Header } from './surroundings.js';

/** Writes a whole page. */
export async function written(markup: Markup): Promise<string> {
  return String(await markup);
}

export function wholePage(page: WholePage): Markup {
  const { language, asset, problems = [], notices = [] } = page;
  const { shell, errors } = sharedWords(language);
  const before = problems.length === 0 ? '' : shell.errorBefore;
  return (
    <Template
      title={`${before}${page.title} – ${shell.product}`}
      lang={language}
      styles={[asset('app.css')]}
      classScript={asset('class.js')}
      scripts={[asset('app.js')]}
      icon={asset('icon.svg')}
      skipTo={shell.skip}
      header={<Header {...page} />}
      footer={<Footer {...page} />}
      bodyEnd={page.bodyEnd}
    >
      {page.back === undefined ? null : (
        <nav aria-label={shell.back} class="ct-back">
          <a class="govuk-back-link" href={page.back}>
            {shell.back}
          </a>
        </nav>
      )}
      {problems.length === 0 ? null : <ErrorSummary titleText={shell.problem} errorList={[...problems]} />}
      {page.saved === true ? <NotificationBanner type="success" titleText={shell.saved} text={shell.saved} /> : null}
      {notices.map((notice) => (
        <InsetText text={notice} />
      ))}
      {page.person === undefined ? null : <PersonBar person={page.person} language={language} now={page.now} />}
      {page.purpose === undefined ? null : (
        <p class="govuk-body-s">
          {shell.purpose}: {page.purpose.text}{' '}
          <a class="govuk-link" href={page.purpose.change}>
            {shell.changePurpose}
          </a>
        </p>
      )}
      {page.children}
      {page.reference === undefined ? null : (
        <p class="govuk-body-s ct-breakable">
          {errors.reference}: {page.reference}
        </p>
      )}
    </Template>
  );
}
