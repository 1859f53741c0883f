/**
 * What a browser remembers of a visitor's taste: theme, panel sizes, whether letter keys act, whether the
 * guide was left, whether all controls are out. Storage may be absent, full or forbidden; then the defaults
 * hold and nobody is told.
 */
export interface Preferences {
  readonly theme: 'system' | 'light' | 'dark';
  readonly letterKeys: boolean;
  /** Shown until it is left. */
  readonly guide: boolean;
  /** Most controls are put away: the first screen is not over yet. */
  readonly fewControls: boolean;
  /** CSS px. */
  readonly sizes: { readonly feed: number; readonly inspector: number; readonly timeline: number };
}

const KEY = 'quorumscope.preferences.1';

/** Smallest and largest size of each panel, CSS px. */
export const SIZE_LIMITS = { feed: [220, 480], inspector: [300, 560], timeline: [96, 360] } as const;

export const DEFAULT_PREFERENCES: Preferences = {
  theme: 'system',
  letterKeys: true,
  guide: true,
  fewControls: true,
  sizes: { feed: 280, inspector: 360, timeline: 176 },
};

export function loadPreferences(): Preferences {
  try {
    return readPreferences(JSON.parse(localStorage.getItem(KEY) ?? 'null'));
  } catch {
    return DEFAULT_PREFERENCES;
  }
}

export function savePreferences(preferences: Preferences): void {
  const { theme, letterKeys, guide, fewControls, sizes } = preferences;
  try {
    localStorage.setItem(KEY, JSON.stringify({ theme, letterKeys, guide, fewControls, sizes }));
  } catch {
    // Private windows and full disks: the choice lasts for this visit.
  }
}

/** Preferences from whatever was stored: each field that makes no sense falls back to its default. */
export function readPreferences(stored: unknown): Preferences {
  if (typeof stored !== 'object' || stored === null) return DEFAULT_PREFERENCES;
  const { theme, letterKeys, guide, fewControls, sizes } = stored as Record<string, unknown>;
  return {
    theme: theme === 'light' || theme === 'dark' ? theme : 'system',
    letterKeys: letterKeys !== false,
    guide: guide !== false,
    fewControls: fewControls !== false,
    sizes: {
      feed: sizeOf(sizes, 'feed'),
      inspector: sizeOf(sizes, 'inspector'),
      timeline: sizeOf(sizes, 'timeline'),
    },
  };
}

function sizeOf(sizes: unknown, panel: keyof Preferences['sizes']): number {
  const value =
    typeof sizes === 'object' && sizes !== null ? (sizes as Record<string, unknown>)[panel] : undefined;
  if (typeof value !== 'number' || !Number.isFinite(value)) return DEFAULT_PREFERENCES.sizes[panel];
  const [least, most] = SIZE_LIMITS[panel];
  return Math.min(most, Math.max(least, value));
}
