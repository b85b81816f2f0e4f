import {
  dictionaryOf,
  isAnything,
  isFlag,
  isObject,
  isText,
  listOf,
  optional,
  parsed,
  shapeOf,
} from '@carethread/ledger';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Process } from './deployed-process.js';
import { ROOT, tools, type Ended } from './tools.js';

/** A container as `docker compose` would run it, as far as the tests look. */
export interface ComposeService {
  readonly image?: string;
  readonly build?: ImageBuild;
  readonly user?: string;
  readonly read_only?: boolean;
  readonly privileged?: boolean;
  readonly command: readonly string[] | null;
  readonly environment?: Readonly<Record<string, string>>;
  readonly secrets?: readonly Mounted[];
  readonly networks: Readonly<Record<string, unknown>>;
  readonly ports?: readonly { readonly host_ip?: string }[];
  readonly cap_drop?: readonly string[];
  readonly cap_add?: readonly string[];
  readonly security_opt?: readonly string[];
  readonly healthcheck?: { readonly test?: readonly string[]; readonly disable?: boolean };
  readonly depends_on?: Readonly<Record<string, unknown>>;
  readonly deploy?: { readonly resources?: { readonly limits?: object } };
}

interface ImageBuild {
  readonly context: string;
  readonly dockerfile: string;
}

interface Mounted {
  readonly source: string;
  readonly target: string;
}

export interface ComposeProject {
  readonly services: Readonly<Record<string, ComposeService>>;
  readonly networks: Readonly<Record<string, { readonly internal?: boolean }>>;
  readonly secrets?: Readonly<Record<string, { readonly file?: string }>>;
  readonly configs?: Readonly<Record<string, { readonly file?: string }>>;
}

const texts = optional(listOf(isText));
const isFileOf = shapeOf<{ readonly file?: string }>({ file: optional(isText) });

const isComposeService = shapeOf<ComposeService>({
  image: optional(isText),
  build: optional(shapeOf<ImageBuild>({ context: isText, dockerfile: isText })),
  user: optional(isText),
  read_only: optional(isFlag),
  privileged: optional(isFlag),
  command: (value): value is readonly string[] | null => value === null || listOf(isText)(value),
  environment: optional(dictionaryOf(isText)),
  secrets: optional(listOf(shapeOf<Mounted>({ source: isText, target: isText }))),
  networks: dictionaryOf(isAnything),
  ports: optional(listOf(shapeOf<{ readonly host_ip?: string }>({ host_ip: optional(isText) }))),
  cap_drop: texts,
  cap_add: texts,
  security_opt: texts,
  healthcheck: optional(
    shapeOf<NonNullable<ComposeService['healthcheck']>>({ test: texts, disable: optional(isFlag) }),
  ),
  depends_on: optional(dictionaryOf(isAnything)),
  deploy: optional(
    shapeOf<NonNullable<ComposeService['deploy']>>({
      resources: optional(shapeOf<{ readonly limits?: object }>({ limits: optional(isObject) })),
    }),
  ),
});

const isComposeProject = shapeOf<ComposeProject>({
  services: dictionaryOf(isComposeService),
  networks: dictionaryOf(shapeOf<{ readonly internal?: boolean }>({ internal: optional(isFlag) })),
  secrets: optional(dictionaryOf(isFileOf)),
  configs: optional(dictionaryOf(isFileOf)),
});

export function composeProjectIn(text: string): ComposeProject {
  return parsed(text, isComposeProject, 'a project of docker compose');
}

/** The settings of deploy/packaging/compose/example.env, as a shell would read them. */
export function exampleEnvironment(): Record<string, string> {
  const lines = readFileSync(join(ROOT, 'deploy/packaging/compose/example.env'), 'utf8').split('\n');
  return Object.fromEntries(
    lines.flatMap((line) => {
      const [, name, value] = /^([A-Z_]+)=(.*)$/.exec(line) ?? [];
      return name === undefined || value === undefined ? [] : [[name, value]];
    }),
  );
}

/** The compose file as its own library resolves it, with nothing of this machine's environment but the PATH. */
export function resolveCompose(env: Readonly<Record<string, string>>, file = 'docker-compose.yml'): Ended {
  return tools.composeResolve([join(ROOT, file)], { PATH: process.env['PATH'], ...env });
}

export function composeProject(more: Readonly<Record<string, string>> = {}): ComposeProject {
  const { code, stdout, output } = resolveCompose({ ...exampleEnvironment(), ...more });
  if (code !== 0) throw new Error(output);
  return composeProjectIn(stdout);
}

export function processOfCompose(project: ComposeProject, name: string): Process {
  const service = project.services[name];
  if (service === undefined) throw new Error(`compose has no ${name}`);
  return {
    command: service.command ?? [],
    environment: service.environment ?? {},
    secrets: Object.fromEntries((service.secrets ?? []).map(({ source, target }) => [target, source])),
  };
}
