/**
 * The built page opens below a sub-path, from files alone, without an error and without breaking its own
 * policy.
 */
import { expect, test } from '@playwright/test';

// With everything on, also what keeps the page for the next time.
test.use({ serviceWorkers: 'allow' });

test('the page opens without errors', async ({ page }) => {
  const problems: string[] = [];
  page.on('console', (message) => {
    if (['error', 'warning'].includes(message.type())) problems.push(message.text());
  });
  page.on('pageerror', (error) => problems.push(error.message));
  page.on('requestfailed', (request) => problems.push(`failed: ${request.url()}`));
  page.on('response', (response) => {
    if (response.status() >= 400) problems.push(`${response.status()}: ${response.url()}`);
  });
  await page.goto('./');
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  await page.waitForLoadState('networkidle');
  expect(problems).toEqual([]);
});

test('the page refuses code made from text', async ({ page }) => {
  await page.goto('./');
  const outcome = await page.evaluate(() => {
    const script = document.createElement('script');
    script.textContent = 'document.title = "injected"';
    document.head.append(script);
    return document.title;
  });
  expect(outcome).not.toBe('injected');
});
