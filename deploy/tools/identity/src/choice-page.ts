import { html } from 'hono/html';
import type { Account } from './account.js';

/** More of a kind are shown when they are asked for. */
const SHOWN = 6;

/** A page of the demo's sign-in; nothing of it is a script, and its style is a file of its own. */
async function pageOf(title: string, body: unknown): Promise<string> {
  return String(
    await html`<!doctype html>
      <html lang="en">
        <head>
          <meta charset="utf-8" />
          <meta name="viewport" content="width=device-width, initial-scale=1" />
          <title>${title} – Carethread demo</title>
          <link rel="stylesheet" href="/demo.css" />
        </head>
        <body>
          <header><p>Carethread demo. Every person, organisation and place is synthetic.</p></header>
          <main>${body}</main>
        </body>
      </html>`,
  );
}

/** Whom one may be: each with who they are and what they would do first, by kind of user. */
export function choicePage(accounts: readonly Account[], action: string): Promise<string> {
  const groups = Map.groupBy(accounts, ({ group }) => group);
  return pageOf(
    'Choose who to be',
    html`<h1>Choose who to be</h1>
      <p>There is no password. Choose somebody, and Carethread opens as they see it.</p>
      <form method="post" action="${action}">
        ${[...groups].map(
          ([group, members]) =>
            html`<section>
              <h2>${group}</h2>
              ${listOf(members.slice(0, SHOWN))}
              ${
                members.length > SHOWN
                  ? html`<details>
                      <summary>${members.length - SHOWN} more</summary>
                      ${listOf(members.slice(SHOWN))}
                    </details>`
                  : ''
              }
            </section>`,
        )}
      </form>`,
  );
}

function listOf(accounts: readonly Account[]): unknown {
  return html`<ul>
    ${accounts.map(
      ({ userId, name, about, first }) =>
        html`<li>
          <button name="userId" value="${userId}">${name}</button>
          <p>${about} <strong>First:</strong> ${first}</p>
        </li>`,
    )}
  </ul>`;
}

/** @param secret proves that this page was shown */
export function signOutPage(action: string, secret: string): Promise<string> {
  return pageOf(
    'Sign out',
    html`<h1>Sign out</h1>
      <form method="post" action="${action}">
        <input type="hidden" name="xsrf" value="${secret}" />
        <button name="logout" value="yes">Sign out</button>
      </form>`,
  );
}

export function messagePage(title: string, text: string): Promise<string> {
  return pageOf(
    title,
    html`<h1>${title}</h1>
      <p>${text}</p>`,
  );
}

export const STYLE = `
body { font: 1.1875rem/1.4 system-ui, sans-serif; margin: 0; color: #0b0c0c; background: #fff; }
header { background: #1d3d5c; color: #fff; padding: 0.5rem 1rem; }
header p { margin: 0; }
main { max-width: 60rem; margin: 0 auto; padding: 1rem; }
ul { list-style: none; padding: 0; display: grid; grid-template-columns: repeat(auto-fill, minmax(min(18rem, 100%), 1fr)); gap: 1rem; }
li { border-left: 4px solid #1d3d5c; padding-left: 0.75rem; }
li p { margin: 0.25rem 0 0; }
button { font: inherit; font-weight: bold; min-height: 44px; padding: 0.4rem 0.8rem; color: #fff; background: #1d6f42; border: 2px solid transparent; text-align: left; cursor: pointer; }
button:hover { background: #145231; }
:focus-visible { outline: 3px solid #0b0c0c; outline-offset: 2px; box-shadow: 0 0 0 5px #ffdd00; }
summary { min-height: 44px; cursor: pointer; }
`;
