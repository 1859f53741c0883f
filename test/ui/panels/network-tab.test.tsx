/** The network as it is, and from a seat, where cuts and delays are not known. */
import { expect, it } from 'vitest';
import { NetworkTab } from '../../../src/ui/panels/network-tab.tsx';
import { scriptedFrame } from '../fake-script.ts';
import { markup, textOf } from './support.ts';

it('what is true is told and edited', async () => {
  const text = textOf(await markup(<NetworkTab />));
  expect(text).toContain('no link is cut');
  expect(text).toContain('Groups');
});

it('from a seat nothing is said of links: cut, slow and silent look alike there', async () => {
  const text = textOf(await markup(<NetworkTab />, { frame: { ...scriptedFrame(16), seat: 2 } }));
  expect(text).toContain('R2 cannot know what the network does');
  expect(text).not.toMatch(/cut\.|unless its link|Groups/);
});
