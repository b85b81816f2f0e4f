import type { Language, SignedIn } from './session.js';

/** What the pages of sign-in show. Every one is a whole page, in the reader's language. */
export interface SessionViews {
  signIn(model: SignInModel): Promise<string>;
  signInFailed(model: { readonly language: Language; readonly start: string }): Promise<string>;
  signedOut(model: { readonly language: Language }): Promise<string>;
  chooseRole(model: ChoiceModel): Promise<string>;
  account(model: AccountModel): Promise<string>;
  /** A form that this session did not show, or not lately. */
  formRefused(model: { readonly language: Language }): Promise<string>;
}

export interface SignInModel {
  readonly language: Language;
  /** The address of the button. */
  readonly start: string;
  /** Whether a session of this browser ended, and words that came later are kept for whoever wrote them. */
  readonly ended: boolean;
  readonly kept: boolean;
}

export interface ChoiceModel {
  readonly user: SignedIn;
  readonly csrf: string;
  /** Sent back with the choice: where the user goes then. */
  readonly to: string;
}

export interface AccountModel {
  readonly user: SignedIn;
  readonly csrf: string;
  /** When the session ends if nothing more is done, and when it ends at the latest. */
  readonly idleEndsAt: string;
  readonly endsAt: string;
}
