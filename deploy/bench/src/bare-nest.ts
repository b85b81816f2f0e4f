import 'reflect-metadata';
import { startEcho } from './rows/http.js';

const { url } = await startEcho();
process.stdout.write(`${url}\n`);
