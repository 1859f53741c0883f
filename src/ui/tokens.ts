/**
 * The palette of the page: one meaning per name, the same in both themes. Canvas scenes read it from here;
 * theme.css holds the same values for everything else, and a test keeps the two equal and measures every
 * contrast.
 */
import type { Hue } from '../kernel/present.ts';

export type ThemeName = 'light' | 'dark';

export type TokenName =
  | 'paper'
  | 'surface'
  | 'band'
  | 'ink'
  | 'muted'
  | 'line'
  | 'hair'
  | 'onAccent'
  | 'onHue'
  | 'contra'
  | Hue;

export type Palette = Readonly<Record<TokenName, string>>;

export const PALETTES: Readonly<Record<ThemeName, Palette>> = {
  light: {
    paper: '#FBFAF7',
    surface: '#FFFFFF',
    band: '#F1EEE6',
    ink: '#16181D',
    muted: '#565C66',
    line: '#7F848D',
    hair: '#D9D6CE',
    onAccent: '#FFFFFF',
    onHue: '#16181D',
    proposal: '#161AB0',
    vote1: '#D16E0F',
    vote2: '#2A9977',
    change: '#BD4EDC',
    contra: '#B20429',
    neutral: '#5F6672',
  },
  dark: {
    paper: '#15171B',
    surface: '#1D2025',
    band: '#1B1F25',
    ink: '#F1EFEA',
    muted: '#AEB4BD',
    line: '#737A85',
    hair: '#33373E',
    onAccent: '#FFFFFF',
    onHue: '#15171B',
    proposal: '#4073D6',
    vote1: '#FCAB32',
    vote2: '#86E0B3',
    change: '#FAC0FD',
    contra: '#EE6167',
    neutral: '#9AA3AF',
  },
};

/** `onAccent` is the CSS variable `--on-accent`. */
export function cssName(token: TokenName): string {
  return `--${token.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`;
}
