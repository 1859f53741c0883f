/**
 * Tests in Node. Those in test/e2e belong to Playwright, those in test/bench to `npm run bench`.
 */
import { defineConfig } from 'vitest/config';

const FOLDERS = [
  'unit',
  'property',
  'conformance',
  'golden',
  'simulation',
  'model',
  'papers',
  'architecture',
  'ui',
];

export default defineConfig({
  test: {
    // Two processes at most: simulations fill a core each, and small machines have no more.
    maxWorkers: 2,
    passWithNoTests: true,
    projects: [
      {
        test: {
          name: 'node',
          environment: 'node',
          setupFiles: ['test/support/fast-check.ts'],
          include: FOLDERS.map((folder) => `test/${folder}/**/*.test.{ts,tsx}`),
          testTimeout: 30_000,
          hookTimeout: 30_000,
        },
      },
    ],
  },
});
