/** The words beside a mark under the pointer, on the side where there is room. */
import type { Target } from '../canvas/message-layer.ts';
import type { Layout } from './geometry.ts';

export function showTip(tip: HTMLOutputElement | null, target: Target | null, layout: Layout): void {
  if (tip === null) return;
  tip.hidden = target === null;
  if (target === null) return;
  tip.textContent = target.text;
  const onRight = target.x < layout.width * 0.6;
  const above = target.y > layout.height - 56;
  tip.style.top = `${(target.y + (above ? -52 : 14)) * layout.zoom}px`;
  tip.style.left = onRight ? `${(target.x + 12) * layout.zoom}px` : '';
  tip.style.right = onRight ? '' : `${(layout.width - target.x + 12) * layout.zoom}px`;
}
