import { readFileSync } from 'node:fs';

export interface Setting {
  readonly name: string;
  readonly standard: string;
  readonly about: string;
  /** Of a whole number: the least and the greatest that it may be. */
  readonly range?: readonly [number, number];
}

/** A setting for each member of what is read. */
export type SettingsOf<T> = Readonly<Record<keyof T, Setting>>;
export type Environment = Readonly<Record<string, string | undefined>>;

/** More milliseconds than a timer can wait for would end at once. */
export const LONGEST_MS = 2_147_483_647;
/** More than any machine serves; a larger number is a slip of the hand. */
export const MANY = 10_000_000;

/** What each setting is given as; collects every problem, which names the setting and never quotes a value. */
export class SettingTexts {
  readonly problems: string[] = [];
  readonly #texts = new Map<string, string>();

  constructor(environment: Environment, settings: readonly Setting[]) {
    for (const setting of settings) this.#texts.set(setting.name, this.#given(environment, setting));
  }

  /** An empty text does not mean the default: mostly, somebody forgot to fill the variable. */
  #given(environment: Environment, { name, standard }: Setting): string {
    const file = environment[`${name}_FILE`];
    let text = environment[name] ?? standard;
    if (file === '') this.problems.push(`${name}_FILE is empty: leave it out, or name a file`);
    else if (file !== undefined)
      try {
        text = readFileSync(file, 'utf8').trim();
      } catch {
        this.problems.push(`${name}_FILE names a file that cannot be read`);
        text = standard;
      }
    if (text.trim() !== '' || standard === '') return text;
    this.problems.push(`${name} is empty: leave it out for the default, ${standard}`);
    return standard;
  }

  refuse({ name }: Setting, problem: string): void {
    this.problems.push(`${name} ${problem}`);
  }

  text({ name, standard }: Setting): string {
    return this.#texts.get(name) ?? standard;
  }

  optional(setting: Setting): string | undefined {
    const text = this.text(setting);
    return text === '' ? undefined : text;
  }

  count(setting: Setting): number {
    const [least, greatest] = setting.range ?? [0, Number.MAX_SAFE_INTEGER];
    const text = this.text(setting);
    const value = /^\d{1,15}$/.test(text) ? Number(text) : NaN;
    if (!(value >= least && value <= greatest))
      this.refuse(setting, `must be a whole number from ${least} to ${greatest}`);
    return value;
  }

  list(setting: Setting): readonly string[] {
    return this.text(setting)
      .split(',')
      .map((one) => one.trim())
      .filter((one) => one !== '');
  }

  oneOf<T extends string>(setting: Setting, choices: readonly [T, ...T[]]): T {
    const text = this.text(setting);
    const chosen = choices.find((one) => one === text);
    if (chosen === undefined) this.refuse(setting, `must be one of ${choices.join(', ')}`);
    return chosen ?? choices[0];
  }

  /** An address whose form this version knows. */
  address(setting: Setting, form: RegExp): string {
    const text = this.text(setting);
    if (!form.test(text)) this.refuse(setting, `has a form that is not known: ${setting.about}`);
    return text;
  }
}
