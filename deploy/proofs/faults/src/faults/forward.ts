import { connect, createServer } from 'node:net';

/** `node forward.js 127.0.0.1:5432=10.231.7.1:5432 …`: carries bytes between two addresses until it is ended. */
const started = process.argv.slice(2).map(async (pair) => {
  const [from = '', to = ''] = pair.split('=').map((address) => address);
  const [fromHost, fromPort] = from.split(':');
  const [toHost, toPort] = to.split(':');
  const server = createServer((client) => {
    const target = connect(Number(toPort), toHost);
    const end = (): void => {
      client.destroy();
      target.destroy();
    };
    for (const socket of [client, target]) socket.on('error', end).on('close', end);
    client.pipe(target);
    target.pipe(client);
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(Number(fromPort), fromHost, resolve);
  });
});
await Promise.all(started);
process.stdout.write('ready at the addresses that were given\n');
