/** A lie composed on the picture, by mouse and by keyboard; a message said differently; a puppet. */
import { expect, type Locator, type Page, test } from '@playwright/test';
import { expectNoAxeViolations, openPage, replica, spoken } from './support.ts';

const drawer = (page: Page) => page.getByRole('region', { name: 'Compose a lie' });
const hears = (page: Page, id: number) => drawer(page).getByRole('group', { name: `R${id} hears` });

const verdict = (page: Page) => page.getByRole('region', { name: 'Verdict', exact: true });
const glyph = (page: Page, id: number) => page.locator(`[data-replica="${id}"] .ground`);

/** Goes on from broken promise to broken promise until two correct replicas have executed two values. */
async function untilAgreementBreaks(page: Page): Promise<void> {
  for (let stops = 0; stops < 8; stops++) {
    const before = await spoken(page).innerText();
    await page.keyboard.press('c');
    await expect(spoken(page)).not.toHaveText(before);
    if ((await verdict(page).count()) === 0) continue;
    if (/Agreement is violated/.test(await verdict(page).innerText())) return;
  }
  throw new Error('agreement held');
}

/** Both liars are named with what they signed, and one undo makes them honest again. */
async function expectForkAndWayBack(page: Page): Promise<void> {
  await expect(verdict(page)).toContainText(/R2 executed A\s\w{4} at slot 2, R3 executed B\s\w{4} there/);
  await expectNoAxeViolations(page);
  await page.getByRole('tab', { name: 'Quorum' }).click();
  const quorum = page.getByRole('tabpanel', { name: 'Quorum' });
  for (const id of [0, 1]) {
    const proofs = quorum.getByRole('heading', { name: `R${id}`, exact: true }).locator('..');
    await expect(proofs.getByText(`signed R${id}`).nth(1)).toBeVisible();
  }
  for (const id of [2, 3])
    await expect(quorum.getByRole('heading', { name: `R${id}`, exact: true })).toHaveCount(0);
  await page.keyboard.press('z');
  for (const id of [0, 1]) await expect(replica(page, id)).not.toHaveAccessibleName(/liar/);
  await expect(verdict(page)).toHaveCount(0);
  await expect(quorum.getByText('Nobody.')).toBeVisible();
  await expect(page.getByRole('button', { name: /all hold so far|pending/ })).toBeVisible();
}

/** Tab, until the focus is there. */
async function tabTo(page: Page, wanted: Locator): Promise<void> {
  for (let presses = 0; presses < 60; presses++) {
    if (await wanted.evaluate((element) => element === document.activeElement)) return;
    await page.keyboard.press('Tab');
  }
  throw new Error('no way there by Tab');
}

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

/** R2 and R3 are prepared for B, nobody is committed; view 1 has to propose B again, and R0 is convicted. */
async function expectViewChangeWithB(page: Page): Promise<void> {
  await expect(replica(page, 0)).toHaveAccessibleName(/liar/);
  await page.keyboard.press('v');
  await expect(spoken(page)).toContainText('view 1, led by R1');
  for (const id of [0, 1, 2, 3]) await expect(replica(page, id)).toHaveAccessibleName(/executed 1/);
  for (const id of [2, 3]) await expect(replica(page, id)).toHaveAccessibleName(/prepared/);
  await page.keyboard.press('c');
  await expect(spoken(page)).toContainText(/slot 2/);
  await page.keyboard.press('g');
  const story = page.getByRole('region', { name: 'To view 1, led by R1' });
  await expect(story).toBeFocused();
  await tabTo(page, story.getByRole('button', { name: '3 What may be proposed' }));
  await page.keyboard.press('Enter');
  await expect(story.getByRole('row', { name: /^O/ })).toContainText(/B\s\w{4} (only one|all the same)/);
  for (const id of [2, 3])
    await expect(story.getByRole('row', { name: new RegExp(`^R${id}`) })).toContainText(/B\s\w{4}/);
  await expectNoAxeViolations(page);
  await page.keyboard.press('Escape');
  await expect(story).toBeHidden();
  const quorum = page.getByRole('tabpanel', { name: 'Quorum' });
  await page.getByRole('tab', { name: 'Quorum' }).press('Enter');
  await expect(quorum.getByRole('heading', { name: 'R0', exact: true })).toBeVisible();
  for (const id of [1, 2, 3])
    await expect(quorum.getByRole('heading', { name: `R${id}`, exact: true })).toHaveCount(0);
  await expect(page.getByRole('button', { name: /all hold so far|pending/ })).toBeVisible();
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
  await expectViewChangeWithB(page);
  expect(errors).toEqual([]);
});

test('the same by keyboard alone, and taken back', async ({ page }) => {
  const errors = await openCompose(page);
  for (const id of [2, 3]) {
    await tabTo(page, hears(page, id).getByRole('button', { name: 'B', exact: true }));
    await page.keyboard.press('Enter');
  }
  const digest = drawer(page).getByRole('combobox', { name: 'digest of version B' });
  await tabTo(page, digest);
  await page.keyboard.type('request 1');
  await expect(digest.locator('option:checked')).toHaveText('request 1 of c0');
  await tabTo(page, drawer(page).getByRole('button', { name: 'Let R0 tell it' }));
  await page.keyboard.press('Enter');
  await expect(replica(page, 0)).toBeFocused();
  await expectViewChangeWithB(page);
  await page.keyboard.press('z');
  await expect(replica(page, 0)).not.toHaveAccessibleName(/liar/);
  expect(errors).toEqual([]);
});

test('a fork by hand: two liars, eight acts on the picture, and one undo', async ({ page }) => {
  const errors = await openPage(page, '#/pbft/proving-ground?at=8');
  await glyph(page, 0).click({ button: 'right' });
  await page.getByRole('button', { name: /^Compose a lie/ }).click();
  await expect(drawer(page)).toBeFocused();
  await drawer(page)
    .getByRole('combobox', { name: /its next/ })
    .selectOption('PRE-PREPARE');
  await expect(drawer(page)).toContainText('Honestly: PRE-PREPARE view 0, slot 2');
  await glyph(page, 3).click();
  await drawer(page).getByRole('combobox', { name: 'digest of version B' }).selectOption('request 1 of c0');
  await drawer(page).getByRole('button', { name: 'R0: COMMIT' }).click();
  await drawer(page).getByRole('button', { name: 'R1: PREPARE, COMMIT' }).click();
  await expectNoAxeViolations(page);
  const tell = drawer(page).getByRole('button', { name: 'Let R0 and R1 tell it' });
  await expect(tell).toBeInViewport({ ratio: 1 });
  await tell.click();
  await expect(drawer(page)).toBeHidden();
  await expect(replica(page, 0)).toBeFocused();
  for (const id of [0, 1]) await expect(replica(page, id)).toHaveAccessibleName(/liar/);
  await untilAgreementBreaks(page);
  await expectForkAndWayBack(page);
  expect(errors).toEqual([]);
});

test('the same fork by keyboard alone', async ({ page }) => {
  const errors = await openPage(page, '#/pbft/proving-ground?at=8');
  await page.keyboard.press('0');
  await page.keyboard.press('f');
  await tabTo(page, page.getByRole('button', { name: /^Compose a lie/ }));
  await page.keyboard.press('Enter');
  await expect(drawer(page)).toBeFocused();
  const type = drawer(page).getByRole('combobox', { name: /its next/ });
  await tabTo(page, type);
  await page.keyboard.type('PRE');
  await expect(drawer(page)).toContainText('Honestly: PRE-PREPARE view 0, slot 2');
  await tabTo(page, hears(page, 3).getByRole('button', { name: 'B', exact: true }));
  await page.keyboard.press('Enter');
  const digest = drawer(page).getByRole('combobox', { name: 'digest of version B' });
  await tabTo(page, digest);
  await page.keyboard.type('request 1');
  await expect(digest.locator('option:checked')).toHaveText('request 1 of c0');
  for (const name of ['R0: COMMIT', 'R1: PREPARE, COMMIT']) {
    await tabTo(page, drawer(page).getByRole('button', { name }));
    await page.keyboard.press('Space');
  }
  await tabTo(page, drawer(page).getByRole('button', { name: 'Let R0 and R1 tell it' }));
  await page.keyboard.press('Enter');
  await expect(replica(page, 0)).toBeFocused();
  await untilAgreementBreaks(page);
  await expectForkAndWayBack(page);
  expect(errors).toEqual([]);
});
