/** What one replica knows, alone and beside what is true. */
import { expect, type Page, test } from '@playwright/test';
import { cursor, expectNoAxeViolations, openPage, twin } from './support.ts';

const truth = (page: Page) => page.getByRole('region', { name: 'As it is', exact: true });
const known = (page: Page, id: number) => page.getByRole('region', { name: `As R${id} knows it` });

test('the same moment twice, by key: as it is and as R2 knows it', async ({ page }) => {
  const errors = await openPage(page, '#/pbft/equivocating-primary?at=30');
  await page.keyboard.press('2');
  await page.keyboard.press('Shift+K');
  await expect(truth(page).getByRole('button', { name: /^R0, .*liar/ })).toBeVisible();
  await expect(known(page, 2).getByRole('button', { name: /^R0, .*heard [\d.]+ ms ago/ })).toBeVisible();
  await expect(known(page, 2).getByRole('button', { name: /liar/ })).toHaveCount(0);
  await expectNoAxeViolations(page);
  // Both are the same moment, and go on together.
  const before = await cursor(page);
  await page.keyboard.press('ArrowRight');
  await expect.poll(() => cursor(page)).toBe(before + 1);
  await expect(known(page, 2)).toBeVisible();
  // Another seat; acts belong to the left.
  await page.getByRole('combobox', { name: /Beside what is true/ }).selectOption('R1');
  await expect(known(page, 1).getByRole('button', { name: /^R2, .*heard/ })).toBeVisible();
  await page.keyboard.press('Escape');
  await page.keyboard.press('Escape');
  await page.keyboard.press('Escape');
  await expect(truth(page)).toHaveCount(0);
  expect(errors).toEqual([]);
});

test('by mouse, and from the seat itself', async ({ page }) => {
  await openPage(page, '#/streamlet/streamlet-silent-leader?at=60');
  await page.getByRole('button', { name: 'What is true and what R0 knows, side by side' }).click();
  await expect(known(page, 0).getByRole('button', { name: /^R2, epoch \d+, heard/ })).toBeVisible();
  await page.getByRole('button', { name: 'What is true alone' }).click();
  await expect(known(page, 0)).toHaveCount(0);
  await page.keyboard.press('k');
  await page.getByRole('button', { name: 'What is true and what R0 knows, side by side' }).click();
  await expect(truth(page).getByRole('button', { name: /^R1, .*liar/ })).toBeVisible();
});

test('from a seat what was sent has no fate', async ({ page }) => {
  await openPage(page, '#/pbft/proving-ground?at=8');
  await page.keyboard.press('2');
  await page.keyboard.press('k');
  await expect(page.getByText('From R2’s seat')).toBeVisible();
  expect(await twin(page)).toMatch(/R2\s+R3\s+PREPARE[^\n]*not known/);
});
