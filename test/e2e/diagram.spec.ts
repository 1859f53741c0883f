/**
 * The space-time diagram by mouse and by keyboard: zoom, pan, a stretch marked to look into, filters, what stands under
 * the pointer, going there, the exchange with the stage, and a phone.
 */
import { expect, type Page, test } from '@playwright/test';
import { cursor, expectNoAxeViolations, openPage, round } from './support.ts';

test.beforeEach(async ({ page }) => {
  await openPage(page, '#/fault-free');
  await page.getByRole('button', { name: 'Timeline', expanded: false }).click();
  for (let rounds = 0; rounds < 6; rounds += 1) await round(page);
});

test('the wheel zooms, a drag pans, and a marked stretch is looked into', async ({ page }) => {
  const before = await picture(page);
  const box = await strip(page);
  await page.mouse.move(box.x + box.width / 2, box.y + 40);
  await page.mouse.wheel(0, -240);
  const near = await changed(page, before);
  await page.mouse.down();
  await page.mouse.move(box.x + box.width / 2 + 200, box.y + 40, { steps: 6 });
  await page.mouse.up();
  const panned = await changed(page, near);
  await page.getByRole('button', { name: 'Whole run' }).click();
  const whole = await changed(page, panned);
  await page.keyboard.down('Shift');
  await page.mouse.move(box.x + 200, box.y + 40);
  await page.mouse.down();
  await page.mouse.move(box.x + 420, box.y + 40, { steps: 6 });
  await page.mouse.up();
  await page.keyboard.up('Shift');
  await changed(page, whole);
  await expectNoAxeViolations(page);
});

test('filters leave out what is not asked for', async ({ page }) => {
  const all = await inked(page);
  await page.getByRole('combobox', { name: 'Messages' }).selectOption('PREPARE');
  await expect.poll(() => inked(page)).toBeLessThan(all);
  const prepares = await inked(page);
  await page.getByRole('combobox', { name: 'Sender or receiver' }).selectOption('R1');
  await expect.poll(() => inked(page)).toBeLessThan(prepares);
  await page.getByRole('combobox', { name: 'Messages' }).selectOption('');
  await page.getByRole('combobox', { name: 'Sender or receiver' }).selectOption('');
  await page.getByRole('spinbutton', { name: 'Slot' }).fill('2');
  await expect.poll(() => inked(page)).toBeLessThan(all);
  await expectNoAxeViolations(page);
});

test('what is under the pointer says what it is, and a click opens it', async ({ page }) => {
  const found = await findMessage(page);
  expect(found).toMatch(/→ .*: [A-Z-]+, /);
  await page.mouse.down();
  await page.mouse.up();
  await expect(page.getByRole('tab', { name: 'Evidence', selected: true })).toBeVisible();
  await expect(page.getByRole('tabpanel')).toContainText(/: ([A-Z-]+),/.exec(found)?.[1] ?? 'nothing');
});

test('a click on an empty place moves the playhead there', async ({ page }) => {
  const before = await cursor(page);
  const box = await strip(page);
  await page.mouse.click(box.x + 60, box.y + 8);
  await expect.poll(() => cursor(page)).toBeLessThan(before);
});

test('arrow keys walk the messages and say them, Enter goes there and opens', async ({ page }) => {
  const diagram = page.getByRole('application', { name: /^Space-time diagram/ });
  await diagram.focus();
  await page.keyboard.press('ArrowLeft');
  const said = diagram.getByRole('status', { name: 'Message in the diagram' });
  await expect(said).toContainText('→');
  const first = await said.textContent();
  await page.keyboard.press('ArrowLeft');
  await expect(said).not.toHaveText(first ?? '');
  await page.keyboard.press('ArrowUp');
  await page.keyboard.press('Home');
  await expect(said).toContainText('REQUEST');
  const before = await cursor(page);
  await page.keyboard.press('Enter');
  await expect.poll(() => cursor(page)).toBeLessThan(before);
  await expect(page.getByRole('tab', { name: 'Evidence', selected: true })).toBeVisible();
  const shown = await picture(page);
  await diagram.focus();
  await page.keyboard.press('+');
  await changed(page, shown);
  await expectNoAxeViolations(page);
});

test('steps have a column for each communication step', async ({ page }) => {
  const overTime = await picture(page);
  await page.getByRole('combobox', { name: 'Axis' }).selectOption('steps');
  await changed(page, overTime);
  await expect(page.getByRole('application', { name: /by communication steps/ })).toBeVisible();
});

test('d exchanges stage and diagram, and back', async ({ page }) => {
  await page.keyboard.press('d');
  await expect.poll(async () => (await strip(page)).height).toBeGreaterThanOrEqual(380);
  const stage = await page.locator('.area-stage').boundingBox();
  expect(stage?.height).toBeLessThanOrEqual(180);
  await expectNoAxeViolations(page);
  await page.keyboard.press('d');
  await expect.poll(async () => (await strip(page)).height).toBeLessThan(200);
});

test('on a phone time runs downward and lanes are wide enough to touch', async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  await expect.poll(async () => (await strip(page)).width).toBeLessThanOrEqual(390);
  const before = await picture(page);
  await page.getByRole('button', { name: 'Wider' }).click();
  await changed(page, before);
  expect(
    await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth),
  ).toBeLessThanOrEqual(0);
  await expectNoAxeViolations(page);
});

async function strip(page: Page) {
  const box = await page.locator('.timeline-strip').boundingBox();
  if (box === null) throw new Error('expected the diagram, found none');
  return box;
}

/** The canvas as it is painted now. */
function picture(page: Page): Promise<string> {
  return page.locator('.timeline-strip canvas').evaluate((canvas: HTMLCanvasElement) => canvas.toDataURL());
}

/** Waits until the picture is another one and returns it. */
async function changed(page: Page, before: string): Promise<string> {
  await expect.poll(async () => (await picture(page)) === before).toBe(false);
  return picture(page);
}

/** Pixels that are drawn on. */
function inked(page: Page): Promise<number> {
  return page.locator('.timeline-strip canvas').evaluate((canvas: HTMLCanvasElement) => {
    const pixels = canvas.getContext('2d')?.getImageData(0, 0, canvas.width, canvas.height).data ?? [];
    let count = 0;
    for (let index = 3; index < pixels.length; index += 4) if ((pixels[index] ?? 0) > 0) count += 1;
    return count;
  });
}

/** Moves the pointer over the diagram until a message answers. */
async function findMessage(page: Page): Promise<string> {
  const box = await strip(page);
  for (let turn = 0; turn < 120; turn += 1) {
    await page.mouse.move(box.x + 60 + ((turn * 37) % (box.width - 200)), box.y + 30 + ((turn * 13) % 70));
    const tip = page.locator('.timeline-tip');
    const words = (await tip.isVisible()) ? ((await tip.textContent()) ?? '') : '';
    if (words.includes('→')) return words;
  }
  return '';
}
