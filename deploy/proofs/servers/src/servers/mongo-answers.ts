import mongoose, { type mongo } from 'mongoose';

/** The server's `buildInfo`, within two seconds; throws where none answers. */
export async function buildInfo(url: string): Promise<mongo.BSON.Document> {
  const connection = mongoose.createConnection();
  try {
    await connection.openUri(url, { serverSelectionTimeoutMS: 2000, connectTimeoutMS: 2000, maxPoolSize: 1 });
    return await connection.getClient().db('admin').command({ buildInfo: 1 }, { timeoutMS: 2000 });
  } finally {
    await connection.close();
  }
}
