import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: [
      'packages/*/src/**/*.test.ts',
      'packages/*/examples/**/*.test.ts',
      'systems/*/test/**/*.test.ts',
      'tools/**/*.test.ts',
      'conformance/**/*.test.ts',
    ],
    pool: 'threads',
    // Every test owns its globe, so the files of a worker can share their imports.
    isolate: false,
    testTimeout: 30_000,
    // CommonJS packages are imported exactly as Node imports them.
    deps: { interopDefault: false },
  },
});
