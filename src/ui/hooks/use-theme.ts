/**
 * The theme in force: the visitor's choice, or what the system says. It is written to the document's root
 * element, where theme.css reads it; canvas scenes take the palette from here.
 */
import { useEffect } from 'react';
import { PALETTES, type Palette, type ThemeName } from '../tokens.ts';
import { useMedia } from './use-media.ts';
import { useUi } from './use-store.ts';

function useThemeName(): ThemeName {
  const choice = useUi((state) => state.theme);
  const dark = useMedia('(prefers-color-scheme: dark)');
  // A projector washes dark colours out: there a lecture is light unless somebody chose otherwise.
  const lecture = useUi((state) => state.lecture !== null);
  // Paper is white.
  if (useMedia('print')) return 'light';
  return choice === 'system' ? (dark && !lecture ? 'dark' : 'light') : choice;
}

export function usePalette(): Palette {
  return PALETTES[useThemeName()];
}

/** To be called once, by the page. */
export function useApplyTheme(): void {
  const theme = useThemeName();
  useEffect(() => {
    document.documentElement.dataset.theme = theme;
  }, [theme]);
}

export function useReducedMotion(): boolean {
  return useMedia('(prefers-reduced-motion: reduce)');
}
