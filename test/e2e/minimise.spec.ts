/**
 * A failing run minimised on the page: found, opened as a branch, taken back, and its link opened by somebody
 * else; stopped on the way; and all of it by keyboard.
 */
import { expect, type Page, test } from '@playwright/test';
import { deflateSync, strToU8 } from 'fflate';
import { drawFailing } from '../support/failing-runs.ts';
import { expectNoAxeViolations, openPage, replica } from './support.ts';

test.describe.configure({ timeout: 120_000 });

/** Two of four equivocate together, and a person did much besides. */
const noise = Array.from({ length: 12 }, (_, i) => [
  { atMs: 20 + 40 * i, do: 'cut', from: 'c0', to: i % 4 },
  { atMs: 30 + 40 * i, do: 'mend', from: 'c0', to: i % 4 },
]).flat();
const lies = [0, 1].map((id) => ({ atMs: 0, do: 'behave', replica: id, as: 'equivocate', a: [2], b: [3] }));
const session = {
  version: 1,
  session: { scenario: 'fault-free', seed: 42, commands: [...lies, ...noise] },
};

/** Kind 1 of links needs no dictionary: base64url over raw deflate. */
function linkTo(value: unknown, at: number): string {
  const data = Buffer.from(deflateSync(strToU8(JSON.stringify(value)))).toString('base64url');
  return `#1.${data}?at=${at}&open=inspector&tab=verdicts`;
}

const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true });
const minimise = (page: Page) => page.getByRole('button', { name: /^Minimise what violates / }).first();
const minimalLink = (page: Page) => page.getByRole('textbox', { name: 'Link to the minimal run' });
const violated = (page: Page) => page.getByRole('listitem').filter({ hasText: 'violated' }).first();

async function openFailing(page: Page): Promise<string[]> {
  const errors = await openPage(page, linkTo(session, 100_000));
  await expect(violated(page)).toBeVisible();
  return errors;
}

test('a failing run is minimised, opened as a branch, and opened again from its link', async ({
  page,
  browser,
}) => {
  const errors = await openFailing(page);
  await minimise(page).click();
  await expect(violated(page)).toContainText('2 of 26 commands and 2 of 20 requests are left.', {
    timeout: 60_000,
  });
  await expect(violated(page)).toContainText('No single command can be left out.');
  await expect(violated(page).getByRole('listitem')).toHaveText([
    /0 ms R0 lies: equivocate/,
    /0 ms R1 lies: equivocate/,
  ]);
  await expectNoAxeViolations(page);
  const link = await minimalLink(page).inputValue();

  await button(page, 'Open the minimal run').click();
  await expect(page.getByText('branch 2 of 2')).toBeVisible();
  await expect(violated(page)).toContainText('This is the minimal run');
  await expectNoAxeViolations(page);
  await button(page, 'Undo: the run is minimised to 2 commands').click();
  await expect(page.getByText('branch 1 of 2')).toBeVisible();
  await expect(button(page, 'Open the minimal run')).toBeVisible();
  expect(errors).toEqual([]);

  const other = await browser.newContext();
  const theirs = await other.newPage();
  const seen: string[] = [];
  theirs.on('pageerror', (error) => seen.push(error.message));
  await theirs.goto(link);
  await expect(replica(theirs, 0)).toHaveAccessibleName(/liar/);
  await expect(violated(theirs)).toContainText('Agreement');
  await expect(violated(theirs).getByRole('button', { name: /Go to the event that broke it/ })).toBeVisible();
  expect(seen).toEqual([]);
  await other.close();
});

test('Cancel keeps what was found so far', async ({ page }) => {
  // The worker comes late, so that Cancel is pressed before the search can be over.
  await page.route(/minimise\.worker/, async (route) => {
    await new Promise((resolve) => setTimeout(resolve, 1_000));
    await route.continue();
  });
  const errors = await openPage(page, linkTo(drawFailing(12), 100_000));
  await minimise(page).click();
  await button(page, 'Cancel').click();
  await expect(violated(page)).toContainText('The search was stopped: there may be a smaller one.');
  await expect(button(page, 'Open the minimal run')).toBeVisible();
  expect(errors).toEqual([]);
});

test('by keyboard alone', async ({ page }) => {
  const errors = await openFailing(page);
  await minimise(page).focus();
  await page.keyboard.press('Enter');
  await expect(button(page, 'Cancel').or(button(page, 'Open the minimal run'))).toBeFocused();
  await expect(button(page, 'Open the minimal run')).toBeFocused({ timeout: 60_000 });
  await page.keyboard.press('Enter');
  await expect(violated(page)).toContainText('This is the minimal run');
  await expect(button(page, 'Copy link')).toBeFocused();
  expect(errors).toEqual([]);
});
