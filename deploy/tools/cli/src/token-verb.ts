import { wholeNumber } from '@carethread/command-line';
import type { Command } from '@commander-js/extra-typings';
import { idArgument } from './arguments.js';
import type { Context } from './context.js';
import { JSON_OUTPUT } from './options.js';
import { platformUrl } from './tool-settings.js';
import { token } from './token.js';

export function addTokenVerb(cli: Command, { environment, progress, print }: Context): void {
  cli
    .command('token')
    .description('Prints a token from a platform in demo or test mode.')
    .argument('[USER]', 'in demo mode, one of the users that it lists')
    .option('--url <URL>', 'the platform (default: CARETHREAD_HOST and CARETHREAD_PORT)')
    .option('--roles <CODES>', 'in test mode: two-letter codes, such as KW,SM')
    .option('--tenant <ID>', 'in test mode (default: a new one)', idArgument)
    .option('--organisation <ID>', 'in test mode', idArgument)
    .option('--person <ID>', 'the person who the user is, or acts for', idArgument)
    .option('--services <IDS>', 'in test mode: ids of the services that the user works for')
    .option('--qualifications <NAMES>', 'in test mode, such as assessor')
    .option('--expires-in <SECONDS>', 'in test mode', wholeNumber({ most: 99_999_999 }))
    .addOption(JSON_OUTPUT)
    .action(async (userId, { json, ...given }) =>
      print(await token({ ...given, userId, url: given.url ?? platformUrl(environment) }, progress), { json }),
    );
}
