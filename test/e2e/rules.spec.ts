/** Rules that are switched off: the card is crossed out, words say so, and there is a way back. */
import { expect, type Page, test } from '@playwright/test';
import { expectNoAxeViolations, openPage } from './support.ts';

async function openRules(page: Page, hash: string) {
  const errors = await openPage(page, `${hash}?at=4&open=inspector&tab=verdicts`);
  const rules = page.getByRole('heading', { name: 'Rules', exact: true });
  await expect(rules).toBeVisible();
  return errors;
}

test('a removed rule is crossed out, and put back by keyboard', async ({ page }) => {
  const errors = await openRules(page, '#/pbft/bug-empty-prepared-set');
  await expect(page.getByText('One rule is removed in this run.')).toBeVisible();
  await expect(page.locator('.rule-card.is-removed del')).toHaveText('view change');
  await expectNoAxeViolations(page);
  await page.getByRole('button', { name: /^Put it back: PB3/ }).focus();
  await page.keyboard.press('Enter');
  await expect(page.getByText('All 17 rules that can be removed are in place.')).toBeVisible();
  expect(errors).toEqual([]);
});

test('any rule can be removed from any run', async ({ page }) => {
  await openRules(page, '#/pbft/fault-free');
  await page.getByText('Remove a rule …').click();
  await page.getByRole('button', { name: /^Remove it: PB1: / }).click();
  await expect(page.locator('.rule-card.is-removed del')).toHaveText('prepared');
});
