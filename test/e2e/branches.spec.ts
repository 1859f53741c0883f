/**
 * The time machine: acting in the past keeps the other future, the two stand side by side under one clock,
 * their differences are walked, acts are taken back and done again. By mouse, and again by keyboard alone.
 */
import { expect, type Page, test } from '@playwright/test';
import {
  cursor,
  expectNoAxeViolations,
  openPage,
  replica,
  restartWith,
  spoken,
  stillBox,
} from './support.ts';

test.describe.configure({ timeout: 120_000 });

test('branch, compare, walk the differences, undo and redo: by mouse', async ({ page }) => {
  const errors = await openPage(page, '#/fault-free');
  for (let commits = 0; commits < 3; commits += 1)
    await moved(page, () => button(page, 'On until commit').click());
  for (let rounds = 0; rounds < 3; rounds += 1)
    await moved(page, () => button(page, 'Back one round').click());
  await crashByMenu(page, 3);
  await expect(replica(page, 3)).toHaveAccessibleName(/^R3, crashed/);
  await expect(page.getByText('branch 2 of 2')).toBeVisible();

  await button(page, 'Branches: 2').click();
  const branches = page.getByRole('region', { name: 'Branches' });
  await expect(branches.getByRole('listitem')).toHaveText([
    /^Branch 1 ?The first run/,
    /^Branch 2 ?open ?R3 crashes/,
  ]);
  await expectNoAxeViolations(page);
  await branches.getByRole('button', { name: 'Side by side with branch 1' }).click();
  await expect(compared(page)).toContainText('First difference of');
  await expect(compared(page)).toContainText('Here: R3 crashes.');
  await expect(differs(page).first()).toHaveAccessibleName(/R3: status crashed here, up there/);
  await expect(differs(page).last()).toHaveAccessibleName(/R3: status up here, crashed there/);
  await expect(other(page).getByRole('button', { name: /^R3, / })).not.toHaveAccessibleName(/crashed/);
  await expect.poll(() => overlaps(page)).toEqual([]);
  await expectNoAxeViolations(page);

  await button(page, 'Next difference').click();
  await expect(compared(page)).toContainText('Difference 2 of');
  await expect(compared(page)).toContainText('there, and not here');
  await button(page, 'Previous difference').click();
  await expect(compared(page)).toContainText('First difference of');
  await compared(page).getByRole('button', { name: 'One branch alone' }).click();
  await expect(other(page)).toHaveCount(0);

  await button(page, 'Undo: R3 crashes').click();
  await expect(replica(page, 3)).not.toHaveAccessibleName(/crashed/);
  await expect(branches.getByRole('listitem').first()).toContainText('open');
  await button(page, 'Redo: R3 crashes').click();
  await expect(replica(page, 3)).toHaveAccessibleName(/crashed/);
  await expect(branches.getByRole('listitem').last()).toContainText('open');
  expect(errors).toEqual([]);
});

test('the same by keyboard alone', async ({ page }) => {
  const errors = await openPage(page, '#/fault-free');
  for (let commits = 0; commits < 3; commits += 1) await moved(page, () => page.keyboard.press('u'));
  for (let rounds = 0; rounds < 3; rounds += 1)
    await moved(page, () => page.keyboard.press('Shift+ArrowLeft'));
  await page.keyboard.press('3');
  await page.keyboard.press('x');
  await expect(spoken(page)).toContainText('What was seen stays as branch 1; this is branch 2.');

  await page.keyboard.press('b');
  await expect(page.getByRole('region', { name: 'Branches' })).toBeFocused();
  await tabTo(page, 'Side by side with branch 1');
  await page.keyboard.press('Enter');
  await expect(spoken(page)).toContainText('Branch 1 stands beside branch 2. The same up to event');
  await page.keyboard.press('n');
  await expect(spoken(page)).toContainText(/^Difference 2 of \d+: /);
  await page.keyboard.press('Shift+n');
  await expect(spoken(page)).toContainText(/^Difference 1 of \d+: The traces part\./);
  // Going over changes sides: what was there is here now.
  await tabTo(page, 'Go over to branch 1');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('region', { name: 'Branch 2, for comparison' })).toBeVisible();
  await expect(differs(page).first()).toHaveAccessibleName(/R3: status up here, crashed there/);
  for (let presses = 0; presses < 4 && (await compared(page).isVisible()); presses += 1)
    await page.keyboard.press('Escape');
  await expect(compared(page)).toBeHidden();

  await page.keyboard.press('3');
  await page.keyboard.press('x');
  await expect(spoken(page)).toContainText('R3 crashes');
  await page.keyboard.press('z');
  await expect(spoken(page)).toHaveText('Undone: R3 crashes.');
  await expect(replica(page, 3)).not.toHaveAccessibleName(/crashed/);
  await page.keyboard.press('Shift+Z');
  await expect(spoken(page)).toHaveText('Done again: R3 crashes.');
  expect(errors).toEqual([]);
});

for (const [width, height] of [
  [1024, 768],
  [900, 1180],
  [1920, 1080],
  [390, 844],
] as const) {
  test(`two stages at ${width} × ${height}`, async ({ page }) => {
    await page.setViewportSize({ width, height });
    await page.emulateMedia({ colorScheme: width === 1024 ? 'dark' : 'light' });
    await openPage(page, '#/fault-free');
    await forked(page);
    await page.getByRole('button', { name: 'Side by side with branch 1' }).first().click();
    await expect(other(page).getByRole('button', { name: /^R0, / })).toBeVisible();
    const [here, there] = await Promise.all([stageBox(page, 0), stageBox(page, 1)]);
    // One above the other on a phone and in a high window; a low one has them beside each other.
    const stacked = width <= 760 || (width <= 1100 && height > 900);
    expect(stacked ? there.y >= here.y + here.height - 1 : there.x >= here.x + here.width - 1).toBe(true);
    expect(Math.min(here.width, here.height)).toBeGreaterThan(360);
    await expect.poll(() => overlaps(page)).toEqual([]);
    await expect
      .poll(() => page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth))
      .toBeLessThanOrEqual(0);
    await expectNoAxeViolations(page);
  });
}

test('why nothing happens is answered, and the timer that fires next is a press away', async ({ page }) => {
  await openPage(page);
  for (const id of [2, 3]) {
    await page.keyboard.press(String(id));
    await page.keyboard.press('x');
    await expect(replica(page, id)).toHaveAccessibleName(/crashed/);
  }
  for (let rounds = 0; rounds < 3; rounds += 1)
    await moved(page, () => page.keyboard.press('Shift+ArrowRight'));
  await page.keyboard.press('w');
  const why = page.getByRole('region', { name: 'Why is nothing happening?' });
  await expect(why).toContainText('R0 and R1 cannot go on. 2 are faulty (R2 and R3), f = 1.');
  await expect(why).toContainText(
    'needs 3 PREPAREs, has 2 with R0: from R0 and R1 R2 is crashed; R3 is crashed.',
  );
  await expect(spoken(page)).toContainText('R0 and R1 cannot go on');
  await expectNoAxeViolations(page);
  await moved(page, () =>
    why
      .getByRole('button', { name: /^go to / })
      .first()
      .click(),
  );
  await page.keyboard.press('Escape');
  await expect(why).toBeHidden();
});

test('a search finds events, marks them and is walked', async ({ page }) => {
  await openPage(page, '#/fault-free');
  for (let commits = 0; commits < 4; commits += 1) await moved(page, () => page.keyboard.press('c'));
  await page.keyboard.press('/');
  const words = page.getByRole('searchbox', { name: 'words' });
  await expect(words).toBeFocused();
  // The ring around it is whole: the box that scrolls leaves it room above.
  const room = async () => {
    const [field, body] = [await words.boundingBox(), await page.locator('.drawer-body').boundingBox()];
    return field === null || body === null ? 0 : field.y - body.y;
  };
  await expect.poll(room).toBeGreaterThanOrEqual(4);
  await page.keyboard.type('is prepared at view 0');
  await page.getByRole('combobox', { name: /^to/ }).selectOption('2');
  const search = page.getByRole('region', { name: 'Search' });
  await expect(search.getByRole('status')).toHaveText(/^\d+ found$/);
  await moved(page, () => button(page, 'The one before').click());
  await expect(search.getByRole('status')).toHaveText(/^\d+ of \d+$/);
  await expect(search).toContainText('R2 holds PREPAREs');
  await expect(page.getByRole('heading', { name: /^Event \d+$/ })).toBeVisible();
  await expect(page.getByRole('heading', { name: /^The rules?$/ })).toBeVisible();
  await expectNoAxeViolations(page);
  await page.keyboard.press('Escape');
  await moved(page, () => page.keyboard.press('Shift+n'));
  await page.keyboard.press('/');
  await search.getByRole('button', { name: 'Show all' }).click();
  await expect(search.getByRole('status')).toHaveCount(0);
});

test('a long move shows how far it has looked and can be stopped', async ({ page }) => {
  await openPage(page, '#/fault-free');
  // So many requests that they are not all answered meanwhile: then nothing would be left to look for.
  await restartWith(page, { 'load: requests': '200', 'n, replicas': '16' });
  await expect(replica(page, 15)).toBeVisible();
  const before = await cursor(page);
  await page.getByRole('combobox', { name: 'Goal of until' }).selectOption('view-change');
  await button(page, 'On until view change').click();
  await expect(page.getByText(/^Looking for the next view change: [\d,]+ events, [\d,.]+ ms$/)).toBeVisible();
  await expectNoAxeViolations(page);
  await page.keyboard.press('Escape');
  await expect(
    page.getByText(/^Stopped looking for the next view change after [\d,]+ events/).last(),
  ).toBeVisible();
  expect(await cursor(page)).toBe(before);
});

test('metrics are plots and tables; two ledgers stand side by side', async ({ page }) => {
  const errors = await openPage(page, '#/fault-free');
  await page.getByRole('combobox', { name: 'Goal of until' }).selectOption('quiet');
  await moved(page, () => button(page, 'On until quiet').click());
  await page.getByTitle('Verdicts of every property').click();
  await page.getByRole('button', { name: 'Metrics', exact: true }).click();
  const plot = page.getByRole('group', { name: /^Messages per decision/ });
  await plot.focus();
  await page.keyboard.press('ArrowRight');
  await expect(page.getByText(/^slot 1: \d+ messages$/)).toBeVisible();
  await expectNoAxeViolations(page);
  await page.getByRole('checkbox', { name: 'as tables' }).check();
  await expect(page.getByRole('table', { name: 'Messages per decision' })).toBeVisible();
  await expectNoAxeViolations(page);

  await page.keyboard.press('2');
  await page.keyboard.press('f');
  await page
    .getByRole('button', { name: /^Corrupt/ })
    .first()
    .click();
  await page.getByRole('dialog').locator('form').getByRole('button').last().click();
  await page.getByRole('combobox', { name: /^Marked/ }).selectOption('1');
  await expect(page.getByText(/^They differ at slot \d+, first in account \d+, USD: /)).toBeVisible();
  await expect(page.getByRole('table', { name: 'Ledgers of R2 and R1' })).toContainText('first difference');
  await expectNoAxeViolations(page);
  expect(errors).toEqual([]);
});

function button(page: Page, name: string) {
  return page.getByRole('button', { name, exact: true });
}

function compared(page: Page) {
  return page.getByRole('region', { name: 'Two branches compared' });
}

function other(page: Page) {
  return page.getByRole('region', { name: /^Branch \d+, for comparison$/ });
}

/** The marks on whoever differs: one picture per stage. */
function differs(page: Page) {
  return page.getByRole('img', { name: /^(Differs at this moment|Nobody differs)/ });
}

async function stageBox(page: Page, index: number) {
  return stillBox(page.getByRole('region', { name: 'Stage' }).nth(index));
}

/** Does something that moves the playhead, and waits until it has moved. */
async function moved(page: Page, act: () => Promise<void>): Promise<void> {
  const before = await cursor(page);
  await act();
  await expect.poll(() => cursor(page)).not.toBe(before);
}

/** A second branch in which R3 is down. */
async function forked(page: Page): Promise<void> {
  for (let commits = 0; commits < 2; commits += 1) await moved(page, () => page.keyboard.press('c'));
  await moved(page, () => page.keyboard.press('Shift+ArrowLeft'));
  await page.keyboard.press('3');
  await page.keyboard.press('x');
  await expect(replica(page, 3)).toHaveAccessibleName(/crashed/);
}

async function crashByMenu(page: Page, id: number): Promise<void> {
  const box = await stillBox(replica(page, id).locator('.ground'));
  await page.mouse.click(box.x + box.width / 2, box.y + box.height / 2, { button: 'right' });
  await page
    .getByRole('dialog', { name: `Faults of R${id}` })
    .getByRole('button', { name: /^Crash/ })
    .click();
}

/** Tab until a button has the focus. */
async function tabTo(page: Page, name: string): Promise<void> {
  const wanted = page.getByRole('button', { name }).first();
  const isThere = () => wanted.evaluate((element) => element === document.activeElement);
  for (let presses = 0; presses < 80 && !(await isThere()); presses += 1) await page.keyboard.press('Tab');
  await expect(wanted).toBeFocused();
}

/** Pairs of areas of the page, stages included, that share more than their border. */
async function overlaps(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const boxes = [...document.querySelectorAll('[class*="area-"], .stages-seat, .pair-head')]
      .map((element) => ({ element, box: element.getBoundingClientRect() }))
      .filter(({ box, element }) => box.width > 0 && getComputedStyle(element).position !== 'sticky');
    return boxes.flatMap(({ element: a, box: one }, index) =>
      boxes.slice(index + 1).flatMap(({ element: b, box: two }) => {
        if (a.contains(b) || b.contains(a)) return [];
        const wide = Math.min(one.right, two.right) - Math.max(one.left, two.left) > 1;
        const high = Math.min(one.bottom, two.bottom) - Math.max(one.top, two.top) > 1;
        return wide && high ? [`${a.className} / ${b.className}`] : [];
      }),
    );
  });
}
