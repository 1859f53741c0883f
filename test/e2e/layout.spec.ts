/**
 * Nothing overlaps and nothing is cut off, at every size that matters, light and dark; and the palette's
 * contrast holds where axe can measure it.
 */
import { expect, type Page, test } from '@playwright/test';
import { expectNoAxeViolations, openPage, round } from './support.ts';

const SIZES = [
  [1280, 800],
  [1024, 768],
  [1920, 1080],
  [390, 844],
] as const;

for (const [width, height] of SIZES) {
  for (const colorScheme of ['light', 'dark'] as const) {
    test(`${width} × ${height}, ${colorScheme}`, async ({ page }) => {
      await page.setViewportSize({ width, height });
      await page.emulateMedia({ colorScheme });
      const errors = await openPage(page);
      await round(page);
      await round(page);
      expect(await overlaps(page)).toEqual([]);
      await page.getByRole('button', { name: 'Story', expanded: false }).click();
      await expect(page.getByRole('button', { name: 'Fold Story' })).toBeVisible();
      await page.keyboard.press('1');
      await expect(page.getByRole('button', { name: 'Fold Inspector' })).toBeVisible();
      await page.getByRole('button', { name: 'Timeline', expanded: false }).click();
      await expect(page.getByRole('tab', { name: 'Replica' })).toBeVisible();
      expect(await overlaps(page)).toEqual([]);
      expect(
        await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth),
      ).toBeLessThanOrEqual(0);
      await expectNoAxeViolations(page);
      expect(errors).toEqual([]);
    });
  }
}

/** Pairs of areas of the page that share more than their border. */
async function overlaps(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const boxes = [...document.querySelectorAll('[class*="area-"]')]
      .map((element) => ({
        name: element.className,
        box: element.getBoundingClientRect(),
        position: getComputedStyle(element).position,
      }))
      // The dock of a phone floats over what scrolls beneath it.
      .filter(({ box, position }) => box.width > 0 && box.height > 0 && position !== 'sticky');
    return boxes.flatMap((a, index) =>
      boxes
        .slice(index + 1)
        .filter(
          (b) =>
            Math.min(a.box.right, b.box.right) - Math.max(a.box.left, b.box.left) > 1 &&
            Math.min(a.box.bottom, b.box.bottom) - Math.max(a.box.top, b.box.top) > 1,
        )
        .map((b) => `${a.name} / ${b.name}`),
    );
  });
}
