import type { PageUser, PlatformWithPages } from '@carethread/embedded/testing';
import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { chromium, type Browser, type Page } from 'playwright-core';

export const CHROMIUM = process.env['CARETHREAD_CHROMIUM'] ?? '/usr/bin/chromium';
export const hasChromium = existsSync(CHROMIUM);

/** Where pictures go for people to look at; none are made without it. */
const PICTURES = process.env['CARETHREAD_SCREENSHOTS'];
const WIDTHS = [320, 768, 1280];
const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

export function launch(): Promise<Browser> {
  const args = ['--headless', '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-sync'];
  return chromium.launch({ executablePath: CHROMIUM, args });
}

/** A user at a browser, walking through pages. */
export class BrowserWalk {
  /** What no page may do: break its policy, scroll sideways, or fail a rule of accessibility. */
  readonly faults: string[] = [];

  private constructor(
    readonly tab: Page,
    private readonly url: string,
    private readonly scripts: boolean,
  ) {
    tab.setDefaultTimeout(10_000);
    tab.on('console', (message) => {
      if (/Content Security Policy|Trusted/i.test(message.text())) this.faults.push(message.text());
    });
  }

  static async of(
    browser: Browser,
    platform: PlatformWithPages,
    user: PageUser,
    { scripts = true, language = 'en' }: { readonly scripts?: boolean; readonly language?: 'en' | 'cy' } = {},
  ): Promise<BrowserWalk> {
    const context = await browser.newContext({ javaScriptEnabled: scripts });
    await context.addCookies([{ ...(await platform.signIn(user, language)), url: platform.url }]);
    return new BrowserWalk(await context.newPage(), platform.url, scripts);
  }

  async open(path: string): Promise<number> {
    return (await this.tab.goto(this.url + path))?.status() ?? 0;
  }

  /** The path that is open. */
  get path(): string {
    return new URL(this.tab.url()).pathname;
  }

  async follow(name: string | RegExp): Promise<void> {
    await this.tab.getByRole('link', { name }).first().click();
    await this.tab.waitForLoadState();
  }

  async press(name: string | RegExp): Promise<void> {
    await this.tab.getByRole('main').getByRole('button', { name }).first().click();
    await this.tab.waitForLoadState();
  }

  async says(): Promise<string> {
    return this.tab.getByRole('main').innerText();
  }

  /** Looks at the page in every width: nothing scrolls sideways, and no rule of accessibility is broken. */
  async look(name: string): Promise<void> {
    for (const width of WIDTHS) {
      await this.tab.setViewportSize({ width, height: 900 });
      const root = this.tab.locator('html');
      const over = await root.evaluate(({ scrollWidth, clientWidth }) => scrollWidth - clientWidth);
      if (over > 0) this.faults.push(`${name} scrolls sideways at ${width}: by ${over}`);
      if (PICTURES === undefined) continue;
      mkdirSync(PICTURES, { recursive: true });
      await this.tab.screenshot({ path: join(PICTURES, `${name}-${width}.png`), fullPage: true });
    }
    if (this.scripts) this.faults.push(...(await this.#violations()).map((found) => `${name}: ${found}`));
  }

  async #violations(): Promise<readonly string[]> {
    const inspector = await this.tab.context().newCDPSession(this.tab);
    const options = JSON.stringify({ runOnly: RULES });
    const { result } = await inspector.send('Runtime.evaluate', {
      expression: `${AXE}; axe.run(document, ${options}).then(({ violations }) => violations.map(({ id, nodes }) => id + ' ' + nodes.map(({ html }) => html).join(' ')))`,
      awaitPromise: true,
      returnByValue: true,
    });
    const found: unknown = result.value;
    return Array.isArray(found) ? found.map(String) : ['axe did not run'];
  }
}

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
