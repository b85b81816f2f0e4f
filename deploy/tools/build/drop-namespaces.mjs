// Drops what platforms with one prefix of their namespace left on the servers of development: schemas, topics, consumer groups and
// databases. The wire double of KurrentDB cannot forget a stream, and goes with the engine's folder.
import kafkajs from 'kafkajs';
import mongoose from 'mongoose';
import pg from 'pg';

/**
 * @param {{ postgres?: string, kafka?: string, mongo?: string }} urls of the servers
 * @param {string} prefix of the namespaces; at least eight characters, so that nobody drops everything by mistake
 * @returns {Promise<{ schemas: number, topics: number, databases: number }>}
 */
export async function dropNamespaces({ postgres, kafka, mongo }, prefix) {
  if (!/^[a-z][a-z0-9_]{7,30}$/.test(prefix)) throw new RangeError(`${prefix} is no prefix that may be dropped`);
  return {
    schemas: postgres === undefined ? 0 : await dropSchemas(postgres, prefix),
    topics: kafka === undefined ? 0 : await dropTopics(kafka, prefix),
    databases: mongo === undefined ? 0 : await dropDatabases(mongo, prefix),
  };
}

async function dropSchemas(connectionString, prefix) {
  const client = new pg.Client({ connectionString });
  await client.connect();
  try {
    const { rows } = await client.query('SELECT nspname FROM pg_namespace WHERE starts_with(nspname, $1)', [prefix]);
    // One at a time: all tables of a schema are locked while it goes.
    for (const { nspname } of rows) await client.query(`DROP SCHEMA "${nspname}" CASCADE`);
    return rows.length;
  } finally {
    await client.end();
  }
}

async function dropTopics(url, prefix) {
  const brokers = new URL(url.replace(/^kafka:/, 'http:')).host.split(',');
  const admin = new kafkajs.Kafka({ brokers, logLevel: kafkajs.logLevel.NOTHING }).admin();
  await admin.connect();
  try {
    const topics = (await admin.listTopics()).filter((topic) => topic.startsWith(prefix));
    if (topics.length > 0) await admin.deleteTopics({ topics });
    const { groups } = await admin.listGroups();
    const ids = groups.map(({ groupId }) => groupId).filter((id) => id.startsWith(prefix));
    // A group goes by itself some time after its last member; one that still has one is left to that.
    if (ids.length > 0) await admin.deleteGroups(ids).catch(() => undefined);
    return topics.length;
  } finally {
    await admin.disconnect();
  }
}

async function dropDatabases(url, prefix) {
  const connection = await mongoose.createConnection(url).asPromise();
  try {
    const { databases } = await connection.getClient().db().admin().listDatabases({ nameOnly: true });
    const names = databases.map(({ name }) => name).filter((name) => name.startsWith(prefix));
    for (const name of names) await connection.getClient().db(name).dropDatabase();
    return names.length;
  } finally {
    await connection.close();
  }
}
