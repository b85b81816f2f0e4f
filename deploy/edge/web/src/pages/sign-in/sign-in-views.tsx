import { Button, InsetText, Radios, SummaryList, type Address, type Markup } from '@carethread/govuk';
import type { AssetName } from '../../assets/assets.js';
import type { AccountModel, ChoiceModel, SessionViews, SignInModel } from '../../session/session-views.js';
import type { Language, SignedIn } from '../../session/session.js';
import { navigationOf } from '../../shell/navigation.js';
import type { Page } from '../../shell/page.js';
import { OWN } from '../../shell/posted.js';
import { wholePage, written } from '../../shell/whole-page.js';
import { codeText, sharedWords } from '../../words/codes.js';
import { timeText } from '../../words/dates.js';
import { isRole } from '@carethread/contracts';
import { words } from './words.js';

interface Surroundings {
  readonly mode: 'demo' | 'test' | 'production';
  readonly pages: readonly Page[];
  readonly asset: (name: AssetName) => string;
}

interface Shown {
  readonly language: Language;
  readonly title: string;
  readonly path: string;
  readonly user?: SignedIn;
  readonly csrf?: string;
}

/** The pages of sign-in, which stand before any page that a row names. */
export function signInViews({ mode, pages, asset }: Surroundings): SessionViews {
  const whole = ({ language, title, path, user, csrf }: Shown, children: Markup): Promise<string> => {
    const role = user !== undefined && isRole(user.role) ? user.role : undefined;
    const navigation = user === undefined ? [] : navigationOf(pages, role, sharedWords(language), path);
    const now = new Date().toISOString();
    return written(wholePage({ mode, asset, language, title, path, user, csrf, navigation, now, children }));
  };
  return {
    signIn: (model) =>
      whole({ language: model.language, title: words[model.language].signIn, path: '/sign-in' }, <SignIn {...model} />),
    signInFailed: ({ language, start }) => {
      const { failed, failedText, again } = words[language];
      return whole(
        { language, title: failed, path: '/sign-in' },
        <Told title={failed} text={failedText} href={address(start)} go={again} />,
      );
    },
    signedOut: ({ language }) => {
      const { out, outText, again } = words[language];
      return whole(
        { language, title: out, path: '/sign-in' },
        <Told title={out} text={outText} href="/sign-in" go={again} />,
      );
    },
    chooseRole: (model) => {
      const { user, csrf } = model;
      const { language } = user;
      return whole(
        { language, title: words[language].choose, path: '/sign-in/role', user, csrf },
        <Choice {...model} />,
      );
    },
    account: (model) => {
      const { user, csrf } = model;
      const { language } = user;
      return whole({ language, title: words[language].account, path: '/account', user, csrf }, <Account {...model} />);
    },
    formRefused: ({ language }) => {
      const { refused, refusedText } = words[language];
      return whole({ language, title: refused, path: '/' }, <Told title={refused} text={refusedText} />);
    },
  };
}

/** Paths of sign-in itself. */
const address = (path: string): Address => `/${path.replace(/^\/+/, '')}`;

const SignIn = ({ language, start, ended, kept }: SignInModel): Markup => {
  const w = words[language];
  return (
    <>
      <h1 class="govuk-heading-l">{w.signIn}</h1>
      {ended ? <InsetText text={kept ? `${w.ended} ${w.kept}` : w.ended} /> : null}
      <p class="govuk-body">{w.lead}</p>
      <Button text={w.start} href={address(start)} />
    </>
  );
};

interface ToldProps {
  readonly title: string;
  readonly text: string;
  readonly href?: Address;
  readonly go?: string;
}

const Told = ({ title, text, href, go }: ToldProps): Markup => (
  <>
    <h1 class="govuk-heading-l">{title}</h1>
    <p class="govuk-body">{text}</p>
    {href === undefined ? null : <Button text={go ?? ''} href={href} />}
  </>
);

const Choice = ({ user, csrf, to }: ChoiceModel): Markup => {
  const { language } = user;
  const w = words[language];
  const { roles } = sharedWords(language);
  return (
    <form method="post" action="/sign-in/role" novalidate>
      <input type="hidden" name={OWN.csrf} value={csrf} />
      <input type="hidden" name="to" value={to} />
      <Radios
        idPrefix="role"
        name="role"
        value={user.role === '' ? user.roles[0] : user.role}
        fieldset={{ legend: { text: w.choose, isPageHeading: true, classes: 'govuk-fieldset__legend--l' } }}
        items={user.roles.map((role) => ({ value: role, text: codeText(roles, role) }))}
      />
      <Button text={w.go} />
    </form>
  );
};

const Account = ({ user, csrf, idleEndsAt, endsAt }: AccountModel): Markup => {
  const { language } = user;
  const w = words[language];
  const { roles } = sharedWords(language);
  return (
    <>
      <h1 class="govuk-heading-l">{w.account}</h1>
      <SummaryList
        rows={[
          { key: { text: w.name }, value: { text: user.name ?? '' } },
          { key: { text: w.role }, value: { text: codeText(roles, user.role) } },
          {
            key: { text: w.ends },
            value: { text: w.endsText(timeText(language, idleEndsAt), timeText(language, endsAt)) },
          },
        ]}
      />
      <form method="post" action="/account/language" novalidate>
        <input type="hidden" name={OWN.csrf} value={csrf} />
        <input type="hidden" name="to" value="" />
        <Radios
          idPrefix="language"
          name="language"
          value={language}
          fieldset={{ legend: { text: w.language, classes: 'govuk-fieldset__legend--m' } }}
          items={[
            { value: 'en', text: w.english },
            { value: 'cy', text: w.welsh },
          ]}
        />
        <Button text={w.save} />
      </form>
    </>
  );
};
