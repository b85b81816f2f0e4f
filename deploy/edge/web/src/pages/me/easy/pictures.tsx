import type { Markup } from '@carethread/govuk';
import type { Child } from 'hono/jsx';

/** What the pictures of an easy-read page show, each one idea. Lines alone, so that they print and stand in any colour. */
const DRAWN: Readonly<Record<string, () => Child>> = {
  say: () => (
    <>
      <path d="M20 25h80v50H60L40 95V75H20z" />
      <path d="M35 42h50M35 56h35" />
    </>
  ),
  heart: () => <path d="M60 100C10 62 22 22 46 26c9 2 14 11 14 18 0-7 5-16 14-18 24-4 36 36-14 74z" />,
  star: () => <path d="M60 16l13 30 32 3-24 22 7 32-28-17-28 17 7-32-24-22 32-3z" />,
  hands: () => (
    <>
      <circle cx="38" cy="32" r="14" />
      <circle cx="84" cy="40" r="12" />
      <path d="M16 100V74c0-22 44-22 44 0v26M60 78c8-20 46-18 46 4v18M52 86h24" />
    </>
  ),
  clock: () => (
    <>
      <circle cx="60" cy="60" r="44" />
      <path d="M60 32v28l20 14" />
    </>
  ),
  sun: () => (
    <>
      <circle cx="60" cy="60" r="20" />
      <path d="M60 14v16M60 90v16M14 60h16M90 60h16M27 27l12 12M81 81l12 12M27 93l12-12M81 39l12-12" />
    </>
  ),
  food: () => (
    <>
      <circle cx="62" cy="62" r="30" />
      <circle cx="62" cy="62" r="18" />
      <path d="M16 20v26c0 8 12 8 12 0V20M22 52v52M104 20c-10 8-10 34 0 36v48" />
    </>
  ),
  bed: () => <path d="M14 30v66M14 78h92v18M106 78V62c0-8-8-10-14-10H46v26M14 56h32" />,
  wash: () => <path d="M24 66h76c0 26-16 36-38 36S24 92 24 66zM40 66V34c0-16 24-16 24 0M52 46h24" />,
  pill: () => (
    <>
      <path d="M34 86a22 22 0 0 1 0-31l26-26a22 22 0 0 1 31 31L65 86a22 22 0 0 1-31 0z" />
      <path d="M47 42l31 31" />
    </>
  ),
  people: () => (
    <>
      <circle cx="40" cy="36" r="14" />
      <circle cx="82" cy="36" r="14" />
      <path d="M16 98V80c0-24 48-24 48 0v18M58 98V80c0-24 48-24 48 0v18" />
    </>
  ),
  stop: () => (
    <>
      <path d="M42 16h36l26 26v36l-26 26H42L16 78V42z" />
      <path d="M40 40l40 40M80 40L40 80" />
    </>
  ),
  change: () => <path d="M20 50a42 42 0 0 1 78-12M100 14v26H74M100 70a42 42 0 0 1-78 12M20 106V80h26" />,
};

export type Picture = keyof typeof DRAWN;

/** A picture beside the words that say the same: a reader who hears the page hears them once. */
export const PictureOf = ({ name }: { readonly name: Picture }): Markup => (
  <svg class="ct-easy__picture" viewBox="0 0 120 120" width="120" height="120" aria-hidden="true" focusable="false">
    <g fill="none" stroke="currentColor" stroke-width="5" stroke-linejoin="round" stroke-linecap="round">
      {DRAWN[name]?.()}
    </g>
  </svg>
);
