/** What the Inspector tells of one replica beside its state: the way there, and the proof of one account. */
import { expect, test } from '@playwright/test';
import { cursor, expectNoAxeViolations, openPage } from './support.ts';

test('the moves of the statecharts so far, each a way back', async ({ page }) => {
  const errors = await openPage(page, '#/pbft/primary-crash?at=262&select=R1&open=inspector');
  const opener = page.getByRole('button', { name: 'The moves so far' });
  await opener.focus();
  await page.keyboard.press('Enter');
  const moves = page.getByRole('list', { name: 'Moves of the statecharts, newest first' });
  const left = moves.getByRole('listitem').filter({ hasText: 'normal.waiting → changing.collecting' });
  await expect(left).toContainText('timer request');
  await expectNoAxeViolations(page);
  await left.getByRole('button').press('Enter');
  await expect.poll(() => cursor(page)).toBe(219);
  await expect(moves.getByRole('listitem').first()).toContainText('timer request');
  expect(errors).toEqual([]);
});

test('the proof of one account leads to the state root, a damaged one to another', async ({ page }) => {
  const errors = await openPage(page, '#/pbft/first-light?at=34&select=R1&open=inspector');
  const opener = page.getByRole('button', { name: '1: its proof' });
  await opener.press('Enter');
  const proof = page.getByRole('region', { name: 'Proof of account 1' });
  await expect(proof).toContainText('make the state root of R1, ba9a, and of R0, R2 and R3.');
  await expect(proof.getByRole('listitem').last().locator('code').first()).toHaveText('ba9a');
  await expectNoAxeViolations(page);
  await page.keyboard.press('f');
  await page
    .getByRole('button', { name: /^Corrupt/ })
    .first()
    .click();
  await page.getByRole('dialog').locator('form').getByRole('button').last().click();
  await expect(proof).toContainText('nobody else has that root now');
  expect(errors).toEqual([]);
});
