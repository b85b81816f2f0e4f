import { wholeNumber } from '@carethread/command-line';
import { Option, type Command } from '@commander-js/extra-typings';
import { idArgument } from './arguments.js';
import type { Context } from './context.js';
import { deliveries, endpoints, redeliver } from './endpoints.js';
import { DATA, JSON_OUTPUT } from './options.js';
import { placeOf } from './place.js';

const ENDPOINT = new Option('--endpoint <ID>', 'the endpoint').argParser(idArgument).makeOptionMandatory();

/** Verbs on the endpoints to which providers are sent notices: they call the platform that runs on the data folder. */
export function addEndpointVerbs(cli: Command, { environment, print }: Context): void {
  const verb = (name: string, description: string) =>
    cli.command(name).description(description).addOption(DATA).addOption(JSON_OUTPUT);
  const dataOf = (given: Parameters<typeof placeOf>[0]): string => placeOf(given, environment).data;

  verb('endpoints', 'Lists the endpoints of providers, and what came of the last thing that each was sent.')
    .option('--failing', 'only those that take nothing')
    .action(async ({ failing, ...given }) => print(await endpoints(dataOf(given), failing === true), given));

  verb('deliveries', 'Lists the attempts to send something to an endpoint in the last 30 days, newest first.')
    .addOption(ENDPOINT)
    .option('--limit <N>', 'how many (default: 100)', wholeNumber({ most: 1_000 }))
    .action(async ({ endpoint, limit, ...given }) => print(await deliveries(dataOf(given), endpoint, limit), given));

  verb('redeliver', 'Sends an endpoint notices again, marked as such, beside what is new.')
    .addOption(ENDPOINT)
    .requiredOption('--from <CURSOR>', 'what comes after it is sent')
    .option('--to <CURSOR>', 'up to this one (default: to the end)')
    .action(async ({ endpoint, from, to, ...given }) =>
      print(await redeliver(dataOf(given), { endpointId: endpoint, from, to }), given),
    );
}
