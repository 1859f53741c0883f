/** A lie composed on the picture, by mouse and by keyboard; a message said differently; a puppet. */
import { expect, type Page, test } from '@playwright/test';
import { expectNoAxeViolations, openPage, replica } from './support.ts';

const drawer = (page: Page) => page.getByRole('region', { name: 'Compose a lie' });
const hears = (page: Page, id: number) => drawer(page).getByRole('group', { name: `R${id} hears` });

async function openCompose(page: Page): Promise<string[]> {
  const errors = await openPage(page, '#/pbft/proving-ground?at=8&open=inspector');
  await replica(page, 0).focus();
  await page.keyboard.press('f');
  await page.getByRole('button', { name: /^Compose a lie/ }).click();
  await drawer(page)
    .getByRole('combobox', { name: /its next/ })
    .selectOption('PRE-PREPARE');
  await expect(drawer(page)).toContainText('Honestly: PRE-PREPARE view 0, slot 2');
  return errors;
}

test('A to one, B to two: no quorum forms, the view changes, and the liar is convicted', async ({ page }) => {
  const errors = await openCompose(page);
  const tell = drawer(page).getByRole('button', { name: 'Let R0 tell it' });
  await expect(drawer(page)).toContainText('choose who hears B or nothing');
  await expect(drawer(page).getByText('it has no other')).toBeVisible();
  await replica(page, 2).click();
  await hears(page, 3).getByRole('button', { name: 'B', exact: true }).click();
  await expect(hears(page, 2).getByRole('button', { name: 'B', exact: true })).toHaveAttribute(
    'aria-pressed',
    'true',
  );
  await expect(drawer(page)).toContainText('Version B says the same as version A');
  await drawer(page).getByRole('combobox', { name: 'digest of version B' }).selectOption('request 1 of c0');
  await expectNoAxeViolations(page);
  await tell.click();
  await expect(drawer(page)).toBeHidden();
  await expect(replica(page, 0)).toHaveAccessibleName(/liar/);
  await page.keyboard.press('v');
  await page.getByRole('tab', { name: 'Quorum' }).click();
  await expect(
    page.getByRole('tabpanel', { name: 'Quorum' }).getByRole('heading', { name: 'R0', exact: true }),
  ).toBeVisible();
  await expect(page.getByRole('button', { name: /all hold so far|pending/ })).toBeVisible();
  expect(errors).toEqual([]);
});

test('the same by keyboard alone, and taken back', async ({ page }) => {
  await openCompose(page);
  await hears(page, 1).getByRole('button', { name: 'nothing' }).press('Enter');
  await drawer(page).getByRole('button', { name: 'Let R0 tell it' }).press('Enter');
  await expect(replica(page, 0)).toHaveAccessibleName(/liar/);
  await page.keyboard.press('z');
  await expect(replica(page, 0)).not.toHaveAccessibleName(/liar/);
});
