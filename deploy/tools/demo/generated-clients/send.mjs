// node send.mjs SDK URL: sends requests through the TypeScript client that @hey-api/openapi-ts generated.
// One line of JSON in for each request, one line of JSON out for each answer (src/generated-client.ts).
import { createInterface } from 'node:readline';
import { pathToFileURL } from 'node:url';

const [folder, baseUrl] = process.argv.slice(2);
const sdk = await import(pathToFileURL(`${folder}/sdk.gen.ts`).href);
const { client } = await import(pathToFileURL(`${folder}/client.gen.ts`).href);
client.setConfig({ baseUrl });

for await (const line of createInterface({ input: process.stdin })) {
  const { operationId, path, query, headers, body } = JSON.parse(line);
  const { data, error, response } = await sdk[operationId]({ path, query, headers, body });
  const answer = { status: response.status, body: data ?? error, etag: response.headers.get('etag') ?? undefined };
  process.stdout.write(`${JSON.stringify(answer)}\n`);
}
