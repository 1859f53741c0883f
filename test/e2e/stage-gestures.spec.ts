/**
 * Direct manipulation on the stage, by pointer and by keys: strokes, menus of messages, the walk over
 * everything.
 */
import { expect, type Page, test } from '@playwright/test';
import { expectNoAxeViolations, openPage, replica, round, stillBox, twin } from './support.ts';

test('an open stroke cuts the links it crosses, and says so while it is drawn', async ({ page }) => {
  const errors = await openPage(page);
  const [r0, r1] = [await seat(page, 0), await seat(page, 1)];
  const middle = { x: (r0.x + r1.x) / 2, y: (r0.y + r1.y) / 2 };
  await page.mouse.move(middle.x - 50, middle.y + 50);
  await page.mouse.down();
  await page.mouse.move(middle.x + 50, middle.y - 50, { steps: 10 });
  await expect(page.locator('.stroke-label')).toHaveText('cuts 2 links');
  await page.mouse.up();
  await expect(page.locator('.stroke-label')).toHaveCount(0);
  await expect(replica(page, 0)).toHaveAccessibleName(/a link is cut/);
  await expect(replica(page, 1)).toHaveAccessibleName(/a link is cut/);
  await expect(replica(page, 2)).not.toHaveAccessibleName(/a link is cut/);
  await expectNoAxeViolations(page);
  await page.keyboard.press('z');
  await expect(replica(page, 0)).not.toHaveAccessibleName(/a link is cut/);
  await expect(replica(page, 1)).not.toHaveAccessibleName(/a link is cut/);
  expect(errors).toEqual([]);
});

test('Escape gives a stroke up, and nothing happens', async ({ page }) => {
  await openPage(page);
  const [r0, r1] = [await seat(page, 0), await seat(page, 1)];
  await page.mouse.move(r1.x, r0.y);
  await page.mouse.down();
  await page.mouse.move(r0.x, r1.y, { steps: 10 });
  await expect(page.locator('.stroke-label')).toHaveText(/^cuts/);
  await page.keyboard.press('Escape');
  await expect(page.locator('.stroke-label')).toHaveCount(0);
  await page.mouse.up();
  await page.waitForTimeout(200);
  await expect(replica(page, 0)).not.toHaveAccessibleName(/a link is cut|cut off/);
  await expect(page.getByRole('tab', { name: 'Replica' })).toBeHidden();
});

test('a stroke that closes on itself parts the replicas inside from the rest', async ({ page }) => {
  await openPage(page);
  const r1 = await seat(page, 1);
  const half = 90;
  await page.mouse.move(r1.x - half, r1.y - half);
  await page.mouse.down();
  for (const [x, y] of [
    [half, -half],
    [half, half],
    [-half, half],
    [-half, -half + 8],
  ] as const)
    await page.mouse.move(r1.x + x, r1.y + y, { steps: 6 });
  await expect(page.locator('.stroke-label')).toHaveText('{R1} | {R0, R2, R3}');
  await page.mouse.up();
  await expect(page.getByText('network in parts: R1 | R0 R2 R3')).toBeVisible();
  await expect(page.getByText('1 from 3')).toBeVisible();
});

test.describe('by touch', () => {
  test.use({ hasTouch: true, isMobile: true, viewport: { width: 390, height: 844 } });

  test('a long press opens the faults, and they stay when the finger leaves', async ({ page }) => {
    await openPage(page);
    const r1 = await seat(page, 1);
    const finger = await fingerOn(page);
    await finger.down(r1.x, r1.y);
    const menu = page.getByRole('dialog');
    await expect(menu).toContainText('Process and disk');
    await finger.up();
    await page.waitForTimeout(300);
    await expect(menu).toContainText('Process and disk');
    await page.keyboard.press('Escape');
    await page.touchscreen.tap(r1.x, r1.y);
    await expect(page.getByRole('tab', { name: 'Replica' })).toBeVisible();
  });

  test('a finger cuts links and parts replicas; up and down it scrolls the page', async ({ page }) => {
    const errors = await openPage(page);
    const [r0, r1] = [await seat(page, 0), await seat(page, 1)];
    const middle = { x: (r0.x + r1.x) / 2, y: (r0.y + r1.y) / 2 };
    const finger = await fingerOn(page);
    await finger.down(middle.x - 40, middle.y + 34);
    for (let step = 1; step <= 10; step += 1)
      await finger.move(middle.x - 40 + step * 8, middle.y + 34 - step * 7);
    await expect(page.locator('.stroke-label')).toHaveText('cuts 2 links');
    await finger.up();
    await expect(replica(page, 1)).toHaveAccessibleName(/a link is cut/);
    await expect(replica(page, 2)).not.toHaveAccessibleName(/a link is cut/);
    expect(await page.evaluate(() => scrollY)).toBe(0);
    // Down the empty middle: the page moves, and nothing is drawn.
    await finger.down(middle.x - 60, middle.y + 150);
    for (let step = 1; step <= 10; step += 1) await finger.move(middle.x - 60, middle.y + 150 - step * 12);
    await expect(page.locator('.stroke-label')).toHaveCount(0);
    await finger.up();
    await expect.poll(() => page.evaluate(() => scrollY)).toBeGreaterThan(0);
    expect(errors).toEqual([]);
  });
});

test('in the thumbnail below the diagram a mark is found where it is seen', async ({ page }) => {
  await openPage(page);
  await page.getByRole('button', { name: 'Timeline', expanded: false }).click();
  await page.keyboard.press('d');
  await expect(page.locator('.page.is-swapped')).toBeVisible();
  const client = await stillBox(page.getByRole('button', { name: /^Client c0/ }).locator('.ground'));
  const [cx, cy] = [client.x + client.width / 2, client.y + client.height / 2];
  let found = 0;
  for (let turn = 0; turn < 24; turn += 1) {
    const angle = (turn * Math.PI) / 12;
    const reach = client.width * 0.7;
    await page.mouse.move(cx + Math.cos(angle) * reach, cy + Math.sin(angle) * reach);
    if (await page.locator('.ring-stage .stage-tip').isVisible()) found += 1;
  }
  expect(found).toBeGreaterThan(0);
});

test('the fault menu parts the network by keys, too', async ({ page }) => {
  await openPage(page);
  await page.keyboard.press('0');
  await page.keyboard.press('f');
  const menu = page.getByRole('dialog', { name: 'Faults of R0' });
  await menu.getByRole('button', { name: 'Partition into groups…' }).press('Enter');
  await menu.getByRole('button', { name: 'Partition', exact: true }).press('Enter');
  await expect(page.getByText('network in parts: R0 R1 | R2 R3')).toBeVisible();
});

test('arrows walk replicas, clients and messages; a message has its menu and can be dropped', async ({
  page,
}) => {
  const errors = await openPage(page);
  await round(page);
  await replica(page, 0).focus();
  for (let step = 0; step < 3; step += 1) await page.keyboard.press('ArrowDown');
  await expect(replica(page, 3)).toBeFocused();
  await page.keyboard.press('ArrowDown');
  await expect(page.getByRole('button', { name: /^Client c0/ })).toBeFocused();
  await page.keyboard.press('ArrowDown');
  const message = page.getByRole('button', { name: /^PRE-PREPARE .* from R0 to R1/ });
  await expect(message).toBeFocused();
  await page.keyboard.press('f');
  const menu = page.getByRole('dialog', { name: /^Message: PRE-PREPARE/ });
  await expect(menu).toBeVisible();
  for (const act of ['Deliver now', 'Delay…', 'Drop', 'Duplicate'])
    await expect(menu.getByRole('button', { name: act })).toBeVisible();
  // It stands beside its message, not in a corner of the page, and gives the focus back.
  const far = async () => {
    const [box, at] = [await menu.boundingBox(), await page.locator('.message-stop').boundingBox()];
    return box === null || at === null ? Number.NaN : Math.abs(box.x - (at.x + at.width));
  };
  await expect.poll(far).toBeLessThan(40);
  await expect(menu).toBeInViewport({ ratio: 1 });
  const lie = menu.getByRole('button', { name: 'Say it differently…' });
  await expect(lie).toHaveCSS('text-decoration-line', 'line-through');
  await expect(lie).toHaveAccessibleDescription('Say it differently R0 is honest: let it lie first.');
  await expect(menu.getByText('R0 is honest: let it lie first.')).toBeVisible();
  await expectNoAxeViolations(page);
  await page.keyboard.press('Escape');
  await expect(menu).toHaveCount(0);
  await expect(message).toBeFocused();
  await page.keyboard.press('f');
  await menu.getByRole('button', { name: 'Drop' }).press('Enter');
  await expect(page.getByText('2 PRE-PREPAREs', { exact: true })).toBeVisible();
  expect(errors).toEqual([]);
});

test('Delete drops the message that is open; a late one says that it is held back', async ({ page }) => {
  await openPage(page);
  await round(page);
  await replica(page, 0).focus();
  await page.keyboard.press('ArrowUp');
  const last = page.getByRole('button', { name: /^PRE-PREPARE .* to R3/ });
  await expect(last).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('tab', { name: 'Evidence', selected: true })).toBeVisible();
  await page.keyboard.press('Delete');
  await expect(page.getByText('2 PRE-PREPAREs', { exact: true })).toBeVisible();
  await replica(page, 0).focus();
  await page.keyboard.press('ArrowUp');
  await page.keyboard.press('f');
  const menu = page.getByRole('dialog', { name: /^Message/ });
  await menu.getByRole('button', { name: 'Delay…' }).press('Enter');
  await menu.getByRole('button', { name: 'Delay it' }).press('Enter');
  await expect.poll(() => twin(page)).toMatch(/in flight, held back/);
});

test('a right click on a message opens its menu', async ({ page }) => {
  await openPage(page);
  const client = await stillBox(page.getByRole('button', { name: /^Client c0/ }).locator('.ground'));
  const [cx, cy] = [client.x + client.width / 2, client.y + client.height / 2];
  for (let turn = 0; turn < 24; turn += 1) {
    const angle = (turn * Math.PI) / 12;
    const reach = client.width / 2 + 12;
    const at = [cx + Math.cos(angle) * reach, cy + Math.sin(angle) * reach] as const;
    await page.mouse.move(...at);
    if (!(await page.locator('.stage-tip').isVisible())) continue;
    await page.mouse.click(...at, { button: 'right' });
    break;
  }
  await expect(page.getByRole('dialog', { name: /^Message: REQUEST/ })).toBeVisible();
});

test('a message that a cut takes is in the table with its fate', async ({ page }) => {
  await openPage(page);
  await page.keyboard.press('0');
  await page.keyboard.press('f');
  await page.getByRole('button', { name: 'Cut all its links' }).click();
  await expect(replica(page, 0)).toHaveAccessibleName(/cut off/);
  await round(page);
  await expect.poll(() => twin(page)).toMatch(/PRE-PREPARE\s+1\s+\S+\s+[\d.]+ ms\s+dropped: cut/);
});

/** One finger, as the browser gets it from a screen. */
async function fingerOn(page: Page) {
  const cdp = await page.context().newCDPSession(page);
  const send = (type: 'touchStart' | 'touchMove' | 'touchEnd', points: { x: number; y: number }[]) =>
    cdp.send('Input.dispatchTouchEvent', { type, touchPoints: points });
  return {
    down: (x: number, y: number) => send('touchStart', [{ x, y }]),
    move: (x: number, y: number) => send('touchMove', [{ x, y }]),
    up: () => send('touchEnd', []),
  };
}

/** Middle of a replica's glyph. */
async function seat(page: Page, id: number): Promise<{ x: number; y: number }> {
  const box = await stillBox(replica(page, id).locator('.ground'));
  return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
}
