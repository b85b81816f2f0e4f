import { FAULTS, PlatformUnderLoad } from './index.js';

/** One platform takes them all, one after the other, on the servers of the engine: what one leaves behind, the next one meets. */
describe('a platform of six processes under load', () => {
  let platform: PlatformUnderLoad;
  beforeAll(async () => {
    platform = await PlatformUnderLoad.start();
  }, 300_000);
  afterAll(() => platform.stop(), 120_000);

  it.each(FAULTS.map((fault) => [fault.name, fault] as const))(
    '%s: nothing acknowledged is lost, nothing takes effect twice, order holds, and it heals',
    async (_, fault) => {
      expect(await platform.under(fault.name, fault.happen)).toEqual([]);
    },
    400_000,
  );
});
