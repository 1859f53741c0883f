/** The one button that brings out all other controls. */
import { SlidersHorizontal } from 'lucide-react';
import { useActions } from '../hooks/use-store.ts';

export function MoreControls() {
  const { showControls } = useActions();
  return (
    <button
      type="button"
      className="button quiet"
      title="Steps, play, until, undo, search; settings, files and links above"
      onClick={() => {
        showControls(true);
        // The button goes: what came out instead is where one goes on.
        requestAnimationFrame(() => document.querySelector<HTMLElement>('.transport-row button')?.focus());
      }}
    >
      <SlidersHorizontal size={16} aria-hidden="true" /> All controls
    </button>
  );
}
