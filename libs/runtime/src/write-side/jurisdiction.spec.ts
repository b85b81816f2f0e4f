import { jurisdictionFrom, type JurisdictionSources } from './jurisdiction.js';

const NOTHING: JurisdictionSources = {
  stated: undefined,
  acting: undefined,
  begun: undefined,
  configuration: false,
  council: undefined,
};

describe('whose law a new stream is under', () => {
  it('is what the command says, else the acting organisation’s, else that of the person’s record, else the council’s', () => {
    const all = { ...NOTHING, stated: 'WAL', acting: 'SCO', begun: 'ENG', council: 'WAL' };
    expect(jurisdictionFrom(all)).toBe('WAL');
    expect(jurisdictionFrom({ ...all, stated: undefined })).toBe('SCO');
    expect(jurisdictionFrom({ ...all, stated: undefined, acting: undefined })).toBe('ENG');
    expect(jurisdictionFrom({ ...NOTHING, council: 'SCO' })).toBe('SCO');
  });

  it('is none for configuration that no organisation makes', () => {
    expect(jurisdictionFrom({ ...NOTHING, configuration: true, council: 'SCO' })).toBe('none');
  });

  it('is refused where nothing says it', () => {
    expect(() => jurisdictionFrom(NOTHING)).toThrow(
      expect.objectContaining({ code: 'JURISDICTION_UNKNOWN', items: ['organisationId'] }),
    );
  });
});
