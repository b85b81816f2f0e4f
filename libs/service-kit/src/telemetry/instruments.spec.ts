import { readFileSync } from 'node:fs';
import { Instruments } from './instruments.js';

describe('the figures that a process tells', () => {
  it('are all explained to whoever watches it', async () => {
    const page = readFileSync('docs/how-to/observe.md', 'utf8');
    const metrics = await new Instruments().registry.getMetricsAsJSON();
    expect(metrics.map(({ name }) => name).filter((name) => !page.includes(`\`${name}\``))).toEqual([]);
  });

  it('are told apart by names and codes only: no label could hold an id', () => {
    const { registry } = new Instruments();
    const labels = registry
      .getMetricsAsArray()
      .flatMap((metric) => (metric as unknown as { labelNames: string[] }).labelNames);
    expect([...new Set(labels)].sort()).toEqual([
      'by',
      'code',
      'kind',
      'method',
      'outcome',
      'part',
      'ready',
      'service',
      'status',
    ]);
  });
});
