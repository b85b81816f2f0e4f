import type { Child } from 'hono/jsx';
import type { AssetName } from '../assets/assets.js';
import type { Language, SignedIn } from '../session/session.js';
import type { Address } from './link.js';
import type { NavigationItem } from './navigation.js';
import type { PersonShown } from './person-shown.js';

/** A page with all that stands around it. */
export interface WholePage {
  readonly language: Language;
  readonly title: string;
  readonly asset: (name: AssetName) => string;
  readonly user: SignedIn | undefined;
  readonly csrf: string | undefined;
  readonly mode: 'demo' | 'test' | 'production';
  readonly navigation: readonly NavigationItem[];
  /** Where the user comes back to after a change of language. */
  readonly path: string;
  readonly now: string;
  readonly person?: PersonShown | undefined;
  readonly back?: Address | undefined;
  /** What the user should know first, in sentences. */
  readonly notices?: readonly string[] | undefined;
  readonly saved?: boolean | undefined;
  /** Why the user looks, and where they say something else. */
  readonly purpose?: { readonly text: string; readonly change: Address } | undefined;
  readonly problems?: readonly { readonly text: string; readonly href?: Address | `#${string}` }[] | undefined;
  /** Whom to tell what, where something broke. */
  readonly reference?: string | undefined;
  readonly bodyEnd?: Child;
  readonly children?: Child;
}
