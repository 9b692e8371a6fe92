import { afterEach, expect, it, vi } from 'vitest';

afterEach(() => vi.unstubAllEnvs());

it('the command runs in UTC wherever the machine stands', async () => {
  vi.stubEnv('TZ', 'America/New_York');
  await import('./utc.ts');
  expect(process.env['TZ']).toBe('UTC');
});
