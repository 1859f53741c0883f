/** The tools that open below the transport: why nothing happens, branches, what is held back, the search. */
import { GitBranch, Inbox, MessageCircleQuestionMark, Search } from 'lucide-react';
import type { Flight } from '../../projection/frame.ts';
import { useActions, useUi } from '../hooks/use-store.ts';
import type { Drawer } from '../tools.ts';

export function ToolButtons() {
  const branches = useUi((state) => state.info?.branches.length ?? 1);
  const several = branches > 1;
  const held = useUi((state) => countHeld(state.frame?.inFlight));
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
      {held > 0 && (
        <ToolButton
          drawer="mailbox"
          name={`Mailbox: ${held} held back`}
          word={String(held)}
          keys="h"
          icon={Inbox}
        />
      )}
      <ToolButton drawer="search" name="Search events" word={null} keys="/" icon={Search} />
    </fieldset>
  );
}

/** Messages that puppets hold back. */
function countHeld(inFlight: readonly Flight[] = []): number {
  let held = 0;
  for (const { atSender } of inFlight) if (atSender === true) held += 1;
  return held;
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
