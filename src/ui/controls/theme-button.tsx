/** Light, dark, or as the system has it: one button that goes round, and says where it stands. */
import { Monitor, Moon, Sun } from 'lucide-react';
import { useActions, useUi } from '../hooks/use-store.ts';
import type { ThemeChoice } from '../state.ts';

const choices: readonly { readonly theme: ThemeChoice; readonly word: string; readonly icon: typeof Sun }[] =
  [
    { theme: 'system', word: 'as the system', icon: Monitor },
    { theme: 'light', word: 'light', icon: Sun },
    { theme: 'dark', word: 'dark', icon: Moon },
  ];

export function ThemeButton() {
  const theme = useUi((state) => state.theme);
  const { setTheme } = useActions();
  const at = choices.findIndex((choice) => choice.theme === theme);
  const now = choices[at];
  const next = choices[(at + 1) % choices.length];
  if (now === undefined || next === undefined) return null;
  const label = `Theme: ${now.word}. Change to ${next.word}`;
  const Icon = now.icon;
  return (
    <button
      type="button"
      className="button quiet icon"
      aria-label={label}
      title={label}
      onClick={() => setTheme(next.theme)}
    >
      <Icon size={16} aria-hidden="true" />
    </button>
  );
}
