/** Messages that somebody decides about: a puppet's list, and who is heard first, by mouse and by keyboard. */
import { expect, type Page, test } from '@playwright/test';
import { expectNoAxeViolations, openPage, replica } from './support.ts';

const mailbox = (page: Page) => page.getByRole('region', { name: 'Mailbox' });
const order = (page: Page) => mailbox(page).getByRole('region', { name: 'Order of arrival' });
const held = (page: Page) => mailbox(page).getByRole('region', { name: 'Held back' });
const senders = async (page: Page) =>
  (await order(page).getByRole('listitem').locator('.mailbox-text').allInnerTexts()).map((text) =>
    text.slice(0, 2),
  );

test('who is heard first: moved by mouse, by key, to a place; one undo each', async ({ page }) => {
  const errors = await openPage(page, '#/pbft/proving-ground?at=9');
  await page.keyboard.press('h');
  await expect(mailbox(page)).toBeFocused();
  await order(page)
    .getByRole('combobox', { name: /^Order of arrival at/ })
    .selectOption('R2');
  await expect.poll(() => senders(page)).toEqual(['R1', 'R3']);
  await expectNoAxeViolations(page);
  await order(page)
    .getByRole('button', { name: /^Later: PREPARE .* of R1$/ })
    .click();
  await expect.poll(() => senders(page)).toEqual(['R3', 'R1']);
  const place = order(page).getByRole('combobox', { name: /^Place of PREPARE .* of R1$/ });
  await expect(place).toBeFocused();
  await page.keyboard.press('ArrowUp');
  await expect.poll(() => senders(page)).toEqual(['R1', 'R3']);
  await expect(place).toBeFocused();
  await mailbox(page).press('z');
  await mailbox(page).press('z');
  await expect.poll(() => senders(page)).toEqual(['R1', 'R3']);
  await place.selectOption('2');
  await expect.poll(() => senders(page)).toEqual(['R3', 'R1']);
  expect(errors).toEqual([]);
});

test('from the menu of a message: before or after others', async ({ page }) => {
  await openPage(page, '#/pbft/proving-ground?at=9&open=inspector&tab=evidence');
  await page.getByRole('button', { name: /R3 → R2 PREPARE/ }).click();
  await page.getByRole('button', { name: 'Before or after others…' }).click();
  await expect(order(page).getByRole('combobox', { name: /^Order of arrival at/ })).toHaveValue('2');
});

test('a puppet: sent to some, said differently, dropped, all in one place', async ({ page }) => {
  const errors = await openPage(page, '#/pbft/proving-ground');
  await replica(page, 0).focus();
  await page.keyboard.press('f');
  await page.getByRole('button', { name: /^Puppet/ }).press('Enter');
  await page.getByRole('button', { name: 'Let R0 do so' }).press('Enter');
  await expect(mailbox(page)).toBeFocused();
  await expect(held(page)).toContainText('Nothing yet');
  await page.keyboard.press('Shift+ArrowRight');
  await expect(held(page)).toContainText('R0: PRE-PREPARE view 0, slot 1');
  await expectNoAxeViolations(page);
  const row = (at: number) => held(page).getByRole('listitem').nth(at);
  // To R1 and R2 as it is: they are on the network, the copy for R3 stays.
  await row(0).getByRole('button', { name: 'R3' }).press('Enter');
  await row(0).getByRole('button', { name: 'Send', exact: true }).press('Enter');
  await expect(row(0).getByRole('button', { name: 'R1' })).toHaveCount(0);
  await expect(page.getByRole('button', { name: 'Mailbox: 1 held back' })).toBeVisible();
  await row(0).getByRole('button', { name: 'R3' }).press('Enter');
  await row(0).getByRole('button', { name: 'Edit…' }).press('Enter');
  await row(0).getByRole('combobox', { name: 'digest of version B' }).selectOption('the null request');
  await row(0).getByRole('button', { name: 'Say it so' }).press('Enter');
  await expect(held(page)).toContainText(/R0: PRE-PREPARE view 0, slot 1, null/);
  await row(0).getByRole('button', { name: 'Drop' }).press('Enter');
  await expect(page.getByRole('button', { name: /held back$/ })).toHaveCount(0);
  // One undo is one act: the copy is held again, still altered.
  await mailbox(page).press('z');
  await expect(page.getByRole('button', { name: 'Mailbox: 1 held back' })).toBeVisible();
  expect(errors).toEqual([]);
});
