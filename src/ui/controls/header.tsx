/**
 * The top of the page: what is open, the numbers it runs with, and the ways in and out (files, link). On
 * narrow windows the numbers fold into a panel of their own under one button that says them in words.
 */
import { ArrowLeftRight, SlidersHorizontal } from 'lucide-react';
import { Popover } from 'radix-ui';
import { useState } from 'react';
import { useMedia } from '../hooks/use-media.ts';
import { useUi } from '../hooks/use-store.ts';
import { RecentButton } from '../storage/recent.tsx';
import { FileButtons } from './files.tsx';
import { HelpButton } from './help.tsx';
import { FOLDED_FIELDS } from './notice.tsx';
import { RunFields } from './run-fields.tsx';
import { ScenarioPicker } from './scenario.tsx';
import { ShareButton } from './share.tsx';
import { ThemeButton } from './theme-button.tsx';
import { TransferForm } from './transfer.tsx';
import '../panels/shared.css';
import './controls.css';
import './header.css';

export function HeaderBar() {
  const narrow = useMedia(FOLDED_FIELDS);
  return (
    <header className="area-header hdr">
      <h1 className="hdr-name">Quorumscope</h1>
      <ScenarioPicker />
      {narrow ? <FoldedFields /> : <RunFields />}
      <div className="hdr-tools">
        <TransferButton />
        <FileButtons />
        <RecentButton />
        <ShareButton />
        <ThemeButton />
        <HelpButton />
      </div>
    </header>
  );
}

function FoldedFields() {
  const info = useUi((state) => state.info);
  const words = info === null ? 'Settings' : `n = ${info.replicas}, seed ${info.seed}`;
  return (
    <Popover.Root>
      <Popover.Trigger className="button hdr-fold" aria-label={`Settings of the run: ${words}`}>
        <SlidersHorizontal size={16} aria-hidden="true" /> <span>{words}</span>
      </Popover.Trigger>
      <Popover.Portal>
        <Popover.Content
          className="pop hdr-settings"
          align="start"
          sideOffset={4}
          collisionPadding={8}
          aria-label="Settings"
        >
          <RunFields folded />
        </Popover.Content>
      </Popover.Portal>
    </Popover.Root>
  );
}

function TransferButton() {
  const ready = useUi((state) => state.info !== null);
  const [open, setOpen] = useState(false);
  return (
    <Popover.Root open={open} onOpenChange={setOpen}>
      <Popover.Trigger className="button hdr-tool" aria-label="Transfer" disabled={!ready}>
        <ArrowLeftRight size={16} aria-hidden="true" /> <span className="hdr-word">Transfer</span>
      </Popover.Trigger>
      <Popover.Portal>
        <Popover.Content
          className="pop"
          align="end"
          sideOffset={4}
          collisionPadding={8}
          aria-label="Send one more transfer"
        >
          <h2 className="pop-title">Send one more transfer</h2>
          <TransferForm onSent={() => setOpen(false)} />
        </Popover.Content>
      </Popover.Portal>
    </Popover.Root>
  );
}
