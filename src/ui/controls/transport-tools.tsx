/** The tools that open above the transport: why nothing happens, the branches of the session, the search. */
import { GitBranch, MessageCircleQuestionMark, Search } from 'lucide-react';
import { useActions, useUi } from '../hooks/use-store.ts';
import type { Drawer } from '../tools.ts';

export function ToolButtons() {
  const branches = useUi((state) => state.info?.branches.length ?? 1);
  const several = branches > 1;
  return (
    <fieldset className="transport-group">
      <legend className="visually-hidden">Tools</legend>
      <ToolButton
        drawer="why"
        name="Why is nothing happening?"
        word="Why?"
        keys="w"
        icon={MessageCircleQuestionMark}
      />
      <ToolButton
        drawer="branches"
        name={several ? `Branches: ${branches}` : 'Branches'}
        word={several ? String(branches) : null}
        keys="b"
        icon={GitBranch}
      />
      <ToolButton drawer="search" name="Search events" word={null} keys="/" icon={Search} />
    </fieldset>
  );
}

interface ToolButtonProps {
  readonly drawer: Drawer;
  readonly name: string;
  /** What stands beside the icon; null for the icon alone. */
  readonly word: string | null;
  readonly keys: string;
  readonly icon: typeof Search;
}

function ToolButton({ drawer, name, word, keys, icon: Icon }: ToolButtonProps) {
  const open = useUi((state) => state.drawer === drawer);
  const ready = useUi((state) => state.info !== null);
  const { toggleDrawer } = useActions();
  return (
    <button
      type="button"
      className={word === null ? 'button icon' : 'button'}
      aria-label={name}
      title={`${name} (${keys})`}
      aria-expanded={open}
      aria-controls={open ? 'drawer' : undefined}
      disabled={!ready}
      onClick={() => toggleDrawer(drawer)}
    >
      <Icon size={16} aria-hidden="true" /> {word !== null && <span className="transport-word">{word}</span>}
    </button>
  );
}
