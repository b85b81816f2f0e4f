import { wholeNumber } from '@carethread/command-line';
import type { Command } from '@commander-js/extra-typings';
import { idArgument } from './arguments.js';
import { backUp } from './back-up.js';
import type { Context } from './context.js';
import { moveAll } from './move-all.js';
import { acceptClock } from './operator.js';
import { ATTACHMENTS_FROM, DATA, JSON_OUTPUT, KEYS, NAMESPACE } from './options.js';
import { placeOf } from './place.js';
import { migrate, prepare, rotateKeys, topics } from './prepare.js';
import { providerTopic } from './provider-topic.js';
import { rebuild } from './rebuild.js';

/** Verbs that copy, move, make or complete stores, or call the processes that run on them. */
export function addStoreVerbs(cli: Command, { environment, progress, print }: Context): void {
  const verb = (name: string, description: string) => cli.command(name).description(description).addOption(JSON_OUTPUT);
  const onTopics = (name: string, description: string) =>
    verb(name, description)
      .option('--partitions <N>', 'of each topic', wholeNumber({ most: 999_999 }))
      .option('--replicas <N>', 'of each partition', wholeNumber({ most: 999_999 }))
      .option('--flush-messages <N>', 'messages between two writes to disk', wholeNumber({ most: 999_999 }));

  verb('back-up', 'Copies logs, keys and attachments as of one moment, beside a running platform.')
    .requiredOption('--to <DIR>', 'a folder without a back-up; the key-encryption key is never copied to it')
    .addOption(DATA)
    .addOption(KEYS)
    .action(async ({ to, ...given }) => print(await backUp({ ...placeOf(given, environment), to, progress }), given));

  verb('move', 'Carries every log, attachment and key between stores as they are, and verifies both sides.')
    .requiredOption('--from <URL>', 'sqlite:DIR, postgres://… or kurrentdb://…')
    .requiredOption('--to <URL>', 'the same, of the other side')
    .addOption(ATTACHMENTS_FROM)
    .option('--attachments-to <URL>', 'the same, of the other side')
    .option('--keys-from <PLACE>', 'DIR or postgres://…?kek=FILE (default: beside logs in SQLite)')
    .option('--keys-to <PLACE>', 'the same, of the other side; keys are wrapped anew by its key-encryption key')
    .option('--checkpoints-from <URL>', 'for KurrentDB: sqlite:DIR or mongodb://…, where its views are')
    .option('--checkpoints-to <URL>', 'the same, of the other side')
    .addOption(DATA)
    .addOption(NAMESPACE)
    .addHelpText('after', '\nNeither platform may run. A move that broke off goes on where it stood.')
    .action(async (given) => {
      const { data, namespace } = placeOf(given, environment);
      const createKey = environment['CARETHREAD_MODE'] !== 'production';
      return print(await moveAll({ ...given, data, namespace, progress }, createKey), given);
    });

  verb('rebuild', 'Drops the views; the next start folds them anew. The platform must not run.')
    .addOption(DATA)
    .action(async (given) => print(await rebuild(placeOf(given, environment).data), given));

  verb(
    'accept-clock',
    'Confirms to the platform that runs on the data folder that its clock is right: it writes again.',
  )
    .addOption(DATA)
    .action(async (given) => print(await acceptClock(placeOf(given, environment).data), given));

  verb('migrate', 'Makes or completes tables, triggers and rights in PostgreSQL, as the role that owns them.')
    .addHelpText('after', '\nThe stores are those of CARETHREAD_LOG, CARETHREAD_KEYS and CARETHREAD_ATTACHMENTS.')
    .action(async (given) => print(await migrate(environment), given));

  onTopics('topics', 'Makes missing topics of CARETHREAD_BUS and checks the others; or the topic of one provider.')
    .option('--provider <ID>', 'an organisation: its own topic, which its user provider-ID may read', idArgument)
    .action(async ({ json, provider, ...settings }) =>
      print(
        provider === undefined
          ? await topics(environment, settings)
          : await providerTopic(environment, provider, settings),
        { json },
      ),
    );

  onTopics('prepare', 'Does both: migrate, then topics.').action(async ({ json, ...settings }) =>
    print(await prepare(environment, settings), { json }),
  );

  verb('rotate-keys', 'Wraps every data key with the first key-encryption key of the mounted file.').action(
    async (given) => print(await rotateKeys(environment), given),
  );
}
