/** What the page says of acts, files and itself, where a visitor meets it. */
import { expect, test } from '@playwright/test';
import { expectNoAxeViolations, guide, openPage, replica, restartWith, round } from './support.ts';

const CSV = 'kind,account,to,asset,amount,nonce,id\n';

function csv(name: string, ...rows: readonly string[]) {
  return { name, mimeType: 'text/csv', buffer: Buffer.from(CSV + rows.join('\n')) };
}

test('a transfer that waits for its turn says so, until one goes on', async ({ page }) => {
  await openPage(page);
  await round(page);
  await page.getByRole('button', { name: 'Transfer', exact: true }).click();
  await page.getByRole('button', { name: 'Send the transfer' }).click();
  const said = page.getByRole('status').filter({ hasText: /^c0 has taken it and sends it later/ });
  await expect(said).toBeVisible();
  await expectNoAxeViolations(page);
  await round(page);
  await expect(said).toHaveCount(0);
});

test('a command file says what was taken, covers nothing, and is taken back', async ({ page }) => {
  await openPage(page);
  const picker = page.getByLabel('Scenario, session or command file');
  await picker.setInputFiles(
    csv('bad.csv', 'transfer,1,2,USD,-4,,', 'gift,1,2,USD,4,,', 'transfer,1,2,EUR,4,,'),
  );
  const refused = page.getByRole('alert');
  for (const line of ['line 2', 'line 3', 'line 4']) await expect(refused).toContainText(line);
  await picker.setInputFiles(csv('day.csv', 'transfer,1,2,USD,4,,', 'transfer,2,2,USD,4,,'));
  await expect(page.getByText('day.csv: 2 rows taken')).toBeVisible();
  await expect(page.getByText('Row 2 pays its own account')).toBeVisible();
  await expect(guide(page)).toContainText('the load is the 2 rows of day.csv');
  // A press is only possible where nothing lies above.
  await guide(page).getByRole('button', { name: 'Round' }).click({ timeout: 5_000 });
  await page.getByRole('button', { name: /^Undo: The rows of day\.csv become the load/ }).click();
  await expect(guide(page)).toContainText('account 1 pays account 2 25.00 USD');
});

test('a hint leaves when what it asks for is done', async ({ page }) => {
  await openPage(page);
  await page.keyboard.press('f');
  const hint = page.getByText('Select a replica first: press its number, or click it.');
  await expect(hint).toBeVisible();
  await page.keyboard.press('1');
  await expect(hint).toHaveCount(0);
});

test('a guide that was left stays away after a reload, and comes back from the list of keys', async ({
  page,
}) => {
  await openPage(page);
  await page.getByRole('button', { name: 'Leave the guide' }).click();
  await page.reload();
  await expect(replica(page, 0)).toBeVisible();
  await expect(guide(page)).toHaveCount(0);
  await page.keyboard.press('?');
  await page.getByRole('checkbox', { name: 'the guide stands above the stage' }).check();
  await expect(guide(page)).toBeVisible();
});

test('a restart that changes nothing leaves name and address as they are', async ({ page }) => {
  await openPage(page);
  await round(page);
  await restartWith(page, {});
  await expect.poll(() => page.url()).toMatch(/#\/pbft\/first-light$/);
  await expect(page.getByRole('button', { name: /^Scenario:/ })).not.toContainText('changed');
});

test('a link is set in place, both ways, and shows what holds', async ({ page }) => {
  await openPage(page, '#/pbft/fault-free?at=20&open=inspector&tab=network');
  await page.getByRole('button', { name: 'R1 to R2, whole' }).click();
  const form = page.getByRole('form', { name: 'The link R1 to R2' });
  await form.getByRole('textbox', { name: 'shortest delay of the link, ms' }).fill('40');
  await form.getByRole('textbox', { name: 'longest delay of the link, ms' }).fill('80');
  await form.getByRole('textbox', { name: 'messages lost on the link, %' }).fill('25');
  await form.getByRole('textbox', { name: 'messages that arrive twice, %' }).fill('100');
  await page.getByRole('checkbox', { name: 'and back' }).check();
  await form.getByRole('button', { name: 'Set the link' }).click();
  for (const name of [
    /^R1 to R2, whole, 40–80 ms loses 25 % doubles 100 %/,
    /^R2 to R1, whole, 40–80 ms loses 25 % doubles 100 %/,
  ])
    await expect(page.getByRole('button', { name })).toBeVisible();
  await expect(form.getByRole('textbox', { name: 'shortest delay of the link, ms' })).toHaveValue('40');
  await form.getByRole('button', { name: 'Cut it' }).click();
  await expect(page.getByRole('button', { name: /^R2 to R1, cut/ })).toBeVisible();
  await expectNoAxeViolations(page);
});
