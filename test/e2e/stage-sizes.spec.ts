/** The stage for many replicas, small screens, less motion and system colours. */
import { expect, test } from '@playwright/test';
import { cursor, expectNoAxeViolations, openPage, replica, round, stillBox, twin } from './support.ts';

test('on a phone five acts are in reach of a thumb, 44 px each', async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  const errors = await openPage(page);
  const dock = page.locator('.transport-dock');
  for (const name of ['Back one step', 'Step', 'Round', 'Play', /^Faults/]) {
    const box = await stillBox(dock.getByRole('button', { name, exact: typeof name === 'string' }));
    expect(box.height, String(name)).toBeGreaterThanOrEqual(44);
    expect(box.width, String(name)).toBeGreaterThanOrEqual(44);
    expect(box.y + box.height, String(name)).toBeLessThanOrEqual(844);
  }
  await round(page);
  await dock.getByRole('button', { name: /^Faults/ }).click();
  await expect(page.getByRole('dialog', { name: 'Faults of R3' })).toBeVisible();
  await expectNoAxeViolations(page);
  expect(errors).toEqual([]);
});

test('at 360 px the five acts are still whole', async ({ page }) => {
  await page.setViewportSize({ width: 360, height: 740 });
  await openPage(page);
  const dock = page.locator('.transport-dock');
  for (const name of ['Back one step', 'Step', 'Round', 'Play', /^Faults/]) {
    const box = await stillBox(dock.getByRole('button', { name, exact: typeof name === 'string' }));
    expect(box.x, String(name)).toBeGreaterThanOrEqual(0);
    expect(box.x + box.width, String(name)).toBeLessThanOrEqual(360);
    expect(box.width, String(name)).toBeGreaterThanOrEqual(44);
  }
});

test('with less motion a step shows the next moment at once', async ({ page }) => {
  await openPage(page);
  const before = await cursor(page);
  await page
    .getByRole('region', { name: 'Transport' })
    .getByRole('button', { name: 'Step', exact: true })
    .click();
  await expect.poll(() => cursor(page)).toBe(before + 1);
  await expect.poll(() => page.locator('.seal').count()).toBe(0);
  const running = await page.evaluate(() => document.getAnimations().length);
  expect(running).toBe(0);
});

for (const [replicas, width] of [
  [10, 1280],
  [16, 1280],
  [40, 1280],
  [10, 390],
] as const) {
  test(`${replicas} replicas on ${width} px: reachable, without a violation`, async ({ page }) => {
    await page.setViewportSize({ width, height: 800 });
    const errors = await openPage(page);
    await page.evaluate(async (count) => {
      interface Hook {
        quorumscope: { store: { getState(): { actions: { restart(change: object): Promise<unknown> } } } };
      }
      const { store } = (globalThis as unknown as Hook).quorumscope;
      await store.getState().actions.restart({ replicas: count });
    }, replicas);
    await round(page);
    await round(page);
    if (replicas < 32) await expect(replica(page, replicas - 1)).toBeVisible();
    else await expect(page.getByRole('img', { name: /^Links as a matrix/ })).toBeVisible();
    await expect(page.getByText(`simplified: n = ${replicas}`)).toBeVisible();
    expect(await twin(page)).toContain(`R${replicas - 1}`);
    await expectNoAxeViolations(page);
    expect(errors).toEqual([]);
  });
}

test('a cell of the matrix opens its message, the diagonal its replica', async ({ page }) => {
  await openPage(page);
  await page.evaluate(async () => {
    interface Hook {
      quorumscope: { store: { getState(): { actions: { restart(change: object): Promise<unknown> } } } };
    }
    await (globalThis as unknown as Hook).quorumscope.store.getState().actions.restart({ replicas: 40 });
  });
  await round(page);
  await round(page);
  const matrix = page.getByRole('img', { name: /^Links as a matrix/ });
  const box = await stillBox(matrix);
  const cell = (box.width - 28) / 40;
  const at = (row: number, column: number) => ({
    position: { x: 28 + (column + 0.5) * cell, y: 28 + (row + 0.5) * cell },
  });
  await matrix.click(at(3, 7));
  await expect(page.getByRole('tab', { name: 'Evidence', selected: true })).toBeVisible();
  await expect(page.getByRole('tabpanel')).toContainText('R3');
});

test('colours chosen by the system leave every form', async ({ page }) => {
  await page.emulateMedia({ forcedColors: 'active' });
  const errors = await openPage(page);
  await round(page);
  await expect(replica(page, 0)).toHaveAccessibleName(/pre-prepared|waiting/);
  await expectNoAxeViolations(page);
  expect(errors).toEqual([]);
});
