/**
 * Tests in Node. Those in test/e2e belong to Playwright, those in test/bench to `npm run bench`.
 */
import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    // Two processes at most: simulations fill a core each, and the browser tests that follow want quiet.
    maxWorkers: 2,
    testTimeout: 30_000,
    hookTimeout: 30_000,
    passWithNoTests: true,
    projects: [
      {
        test: {
          name: 'node',
          environment: 'node',
          include: [
            'test/{unit,property,conformance,golden,simulation,model,papers,architecture,ui}/**/*.test.{ts,tsx}',
          ],
          testTimeout: 30_000,
        },
      },
    ],
  },
});
