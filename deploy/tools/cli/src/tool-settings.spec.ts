import { platformUrl, toolSettings } from './tool-settings.js';

describe('the settings of the operator’s tool', () => {
  it('are those of production, without its issuer and wherever it listens', () => {
    expect(toolSettings({ CARETHREAD_MODE: 'production', CARETHREAD_HOST: '0.0.0.0' })).toMatchObject({
      data: '.data',
    });
  });

  it.each(['CARETHREAD_MOD', 'CARETHREAD_PORTT', 'CARETHREAD_DATE'])('refuse %s, which is none', (name) => {
    expect(() => toolSettings({ [name]: 'production' })).toThrow(`${name} is no setting; is CARETHREAD_`);
  });

  it.each([
    ['CARETHREAD_MODE', 'Production'],
    ['CARETHREAD_MODE', ''],
    ['CARETHREAD_PORT', '99999'],
  ])('refuse %s=%s', (name, value) => {
    expect(() => toolSettings({ [name]: value })).toThrow(name);
  });

  it('say where the platform is', () => {
    expect(platformUrl({})).toBe('http://127.0.0.1:3000');
    expect(platformUrl({ CARETHREAD_HOST: '::1', CARETHREAD_PORT: '4000' })).toBe('http://[::1]:4000');
  });
});
