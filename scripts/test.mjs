/**
 * `npm test`: everything there is to check, in one command that needs nothing installed before. Every step
 * runs even when an earlier one failed. The last line is `N passed, N failed`: the tests of Vitest and
 * Playwright, and one failure for each other step that fails. Imports nothing but Node until the dependencies
 * are there.
 */
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { dirname } from 'node:path';
import { ensure } from './ensure.mjs';
import { findBrowser, NO_BROWSER } from './find-browser.mjs';
import { fromRoot, run, runTool } from './run.mjs';

const VITEST_REPORT = fromRoot('node_modules/.cache/test/vitest.json');
const PLAYWRIGHT_REPORT = fromRoot('node_modules/.cache/test/playwright.json');

let passed = 0;
let failed = 0;
/** @type {string[]} */
const summary = [];
let finished = false;

// Whatever ends this process early is a failure and must not look like anything else.
process.on('exit', () => {
  if (finished) return;
  process.exitCode = 1;
  process.stdout.write(`${passed} passed, ${failed + 1} failed\n`);
});

await ensure();
const browser = await findBrowser({ install: true });

await step('types', () => runTool('types'));
await step('lint', () => runTool('lint'));
await step('import rules', () => runTool('rules'));
await tests('vitest', VITEST_REPORT, vitestCounts, () =>
  runTool('vitest', ['--reporter=default', '--reporter=json', `--outputFile.json=${VITEST_REPORT}`]),
);
const isBuilt = await step('build', () => runTool('vite', ['build', '--logLevel', 'warn']));
if (isBuilt) {
  await step('size', () => run(process.execPath, [fromRoot('scripts/size.mjs')]));
  await browserTests();
} else {
  skip('size', 'the build failed');
  skip('playwright', 'the build failed');
}

finished = true;
process.stdout.write(`\n${summary.join('\n')}\n\n${passed} passed, ${failed} failed\n`);
process.exit(failed === 0 ? 0 : 1);

/** @returns {Promise<void>} */
async function browserTests() {
  if (browser === null) {
    process.stderr.write(`${NO_BROWSER}\n`);
    skip('playwright', 'no browser');
    return;
  }
  await tests('playwright', PLAYWRIGHT_REPORT, playwrightCounts, () =>
    runTool('playwright', ['--reporter=line,json'], {
      CHROMIUM_PATH: browser,
      PLAYWRIGHT_JSON_OUTPUT_FILE: PLAYWRIGHT_REPORT,
    }),
  );
}

/**
 * A step that passes or fails as a whole; only its failure is counted.
 * @param {string} name
 * @param {() => Promise<number>} work gives the exit code
 */
async function step(name, work) {
  const { code, seconds } = await timed(name, work);
  if (code !== 0) failed += 1;
  summary.push(`${code === 0 ? 'ok    ' : 'FAILED'}  ${name} (${seconds} s)`);
  return code === 0;
}

/**
 * A step made of tests, which counts them by its report. A runner that fails without a failed test counts as
 * one.
 * @template Report
 * @param {string} name
 * @param {string} report path of the JSON it writes
 * @param {(report: Report) => { passed: number, failed: number, skipped: number, flaky?: number }} count
 * @param {() => Promise<number>} work
 */
async function tests(name, report, count, work) {
  mkdirSync(dirname(report), { recursive: true });
  rmSync(report, { force: true });
  const { code, seconds } = await timed(name, work);
  const counts = existsSync(report)
    ? count(JSON.parse(readFileSync(report, 'utf8')))
    : { passed: 0, failed: 0, skipped: 0 };
  const failures = counts.failed === 0 && code !== 0 ? 1 : counts.failed;
  passed += counts.passed;
  failed += failures;
  const skipped = counts.skipped > 0 ? `, ${counts.skipped} skipped` : '';
  const flaky = counts.flaky ? `, ${counts.flaky} of them at the second try` : '';
  const verdict = failures === 0 ? 'ok    ' : 'FAILED';
  summary.push(
    `${verdict}  ${name}: ${counts.passed} passed${flaky}, ${failures} failed${skipped} (${seconds} s)`,
  );
}

/**
 * @param {string} name
 * @param {string} why
 */
function skip(name, why) {
  failed += 1;
  summary.push(`FAILED  ${name}: not run, ${why}`);
}

/**
 * @param {string} name
 * @param {() => Promise<number>} work
 */
async function timed(name, work) {
  process.stdout.write(`\n== ${name}\n`);
  const start = performance.now();
  const code = await work();
  return { code, seconds: ((performance.now() - start) / 1000).toFixed(1) };
}

/**
 * A file that cannot even be loaded has no tests to fail, so it counts as one failure.
 * @param {{ numPassedTests: number, numFailedTests: number, numPendingTests: number, numTodoTests: number,
 *   testResults: { status: string, assertionResults: { status: string }[] }[] }} report
 */
function vitestCounts(report) {
  const unloaded = report.testResults.filter(
    (file) => file.status === 'failed' && file.assertionResults.every((test) => test.status !== 'failed'),
  );
  return {
    passed: report.numPassedTests,
    failed: report.numFailedTests + unloaded.length,
    skipped: report.numPendingTests + report.numTodoTests,
  };
}

/** @param {{ stats: { expected: number, unexpected: number, flaky: number, skipped: number } }} report */
function playwrightCounts({ stats }) {
  const { expected, unexpected: failed, flaky, skipped } = stats;
  return { passed: expected + flaky, failed, skipped, flaky };
}
