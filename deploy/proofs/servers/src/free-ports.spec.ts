import { freePorts } from './free-ports.js';

it('free ports of one call are different ones', async () => {
  const ports = await freePorts(64);
  expect(new Set(ports).size).toBe(64);
  expect(ports.every((port) => port > 0)).toBe(true);
});
