import { ServiceNavigation } from '@carethread/govuk';
import { codeText, sharedWords } from '../words/codes.js';
import { HOME } from './navigation.js';
import { OWN } from './posted.js';
import type { WholePage } from './page-parts.js';

/** Our name, who is signed in and as what, and where they may go. */
export const Header = ({ language, user, csrf, navigation, mode }: WholePage) => {
  const { shell, roles } = sharedWords(language);
  return (
    <>
      <div class="ct-header">
        <div class="govuk-width-container ct-header__row">
          <a class="ct-header__name" href={HOME}>
            {shell.product}
          </a>
          <ul class="ct-header__user" aria-label={shell.you}>
            {mode === 'demo' ? <li>{shell.synthetic}</li> : null}
            {user === undefined ? (
              <li>
                <a href="/sign-in">{shell.signIn}</a>
              </li>
            ) : (
              <>
                <li>
                  <a href="/account">{[user.name, codeText(roles, user.role)].filter(Boolean).join(', ')}</a>
                </li>
                {user.roles.length < 2 ? null : (
                  <li>
                    <a href="/sign-in/role">{shell.changeRole}</a>
                  </li>
                )}
                <li>
                  <form method="post" action="/sign-out">
                    <input type="hidden" name={OWN.csrf} value={csrf} />
                    <button type="submit">{shell.signOut}</button>
                  </form>
                </li>
              </>
            )}
          </ul>
        </div>
      </div>
      {navigation.length === 0 ? null : (
        <ServiceNavigation
          menuButtonText={shell.menu}
          navigationLabel={shell.places}
          navigation={navigation.map(({ href, text, active }) => ({ href, text, active }))}
        />
      )}
    </>
  );
};

/** Help, what everybody may know, and the other language. */
export const Footer = ({ language, path, csrf }: WholePage) => {
  const { shell } = sharedWords(language);
  const other = language === 'cy' ? 'en' : 'cy';
  return (
    <div class="ct-footer">
      <div class="govuk-width-container">
        <ul class="ct-footer__links" aria-label={shell.footer}>
          <li>
            <a class="govuk-link" href="/help">
              {shell.help}
            </a>
          </li>
          <li>
            <a class="govuk-link" href="/accessibility">
              {shell.accessibility}
            </a>
          </li>
          <li>
            <a class="govuk-link" href="/privacy">
              {shell.privacy}
            </a>
          </li>
          {csrf === undefined ? null : (
            <li>
              <form method="post" action="/account/language">
                <input type="hidden" name={OWN.csrf} value={csrf} />
                <input type="hidden" name="language" value={other} />
                <input type="hidden" name="to" value={path} />
                <button type="submit" class="ct-as-link" lang={other}>
                  {shell.otherLanguage}
                </button>
              </form>
            </li>
          )}
        </ul>
        <p>{shell.everyLook}</p>
        {shell.draftTranslation === '' ? null : <p>{shell.draftTranslation}</p>}
      </div>
    </div>
  );
};
