/**
 * The top of the page: scenario, protocol, the numbers it runs with, and the ways in and out (files, link).
 * On most windows the numbers fold into a panel of their own under one button that says them in words.
 */
import { ArrowLeftRight, Ellipsis, SlidersHorizontal } from 'lucide-react';
import { useState } from 'react';
import { useFewControls } from '../hooks/use-first-screen.ts';
import { useMedia } from '../hooks/use-media.ts';
import { useUi } from '../hooks/use-store.ts';
import { RecentButton } from '../storage/recent.tsx';
import { DropDown } from './drop-down.tsx';
import { FileButtons } from './files.tsx';
import { HelpButton } from './help.tsx';
import { FOLDED_FIELDS } from './notice.tsx';
import { ProtocolPicker } from './protocol-picker.tsx';
import { RunFields } from './run-fields.tsx';
import { ScenarioPicker } from './scenario.tsx';
import { ShareButton } from './share.tsx';
import { ThemeButton } from './theme-button.tsx';
import { TransferForm } from './transfer.tsx';
import '../panels/shared.css';
import './controls.css';
import './header.css';

/** A row of tools would be two on a phone: all but two stand behind one button. */
const PHONE = '(max-width: 480px)';

export function HeaderBar() {
  const narrow = useMedia(FOLDED_FIELDS);
  const phone = useMedia(PHONE);
  const few = useFewControls();
  return (
    <header className="area-header hdr">
      <h1 className="hdr-name">Quorumscope</h1>
      <ScenarioPicker />
      <ProtocolPicker />
      {!few && (narrow ? <FoldedFields /> : <RunFields />)}
      <div className="hdr-tools">
        {!few && <Tools phone={phone} />}
        <HelpButton />
      </div>
    </header>
  );
}

function Tools({ phone }: { readonly phone: boolean }) {
  if (phone) {
    return (
      <>
        <ShareButton />
        <MoreTools />
      </>
    );
  }
  return (
    <>
      <TransferButton />
      <FileButtons />
      <RecentButton />
      <ShareButton />
      <ThemeButton />
    </>
  );
}

function MoreTools() {
  return (
    <DropDown
      button={{
        label: 'More: transfer, files, recent, theme',
        title: 'More',
        face: <Ellipsis size={16} aria-hidden="true" />,
      }}
      label="More"
      className="hdr-more"
    >
      <TransferButton />
      <FileButtons />
      <RecentButton />
      <ThemeButton />
    </DropDown>
  );
}

function FoldedFields() {
  const [open, setOpen] = useState(false);
  const info = useUi((state) => state.info);
  const [n, seed] = [`n = ${info?.replicas}`, `seed ${info?.seed}`];
  const words = info === null ? 'Settings' : `${n}, ${seed}`;
  const face = (
    <>
      <SlidersHorizontal size={16} aria-hidden="true" />
      {info === null ? (
        <span>{words}</span>
      ) : (
        <span>
          {n}
          <span className="hdr-fold-f">, f = {info.faults}</span>, {seed}
        </span>
      )}
    </>
  );
  return (
    <DropDown
      button={{ label: `Settings of the run: ${words}`, face }}
      look="hdr-fold"
      label="Settings"
      className="hdr-settings"
      align="start"
      open={open}
      onOpenChange={setOpen}
    >
      <RunFields folded onRestarted={() => setOpen(false)} />
    </DropDown>
  );
}

function TransferButton() {
  const ready = useUi((state) => state.info !== null);
  const [open, setOpen] = useState(false);
  const face = (
    <>
      <ArrowLeftRight size={16} aria-hidden="true" /> <span className="hdr-word">Transfer</span>
    </>
  );
  return (
    <DropDown
      button={{ label: 'Transfer', face }}
      look="hdr-tool"
      label="Send one more transfer"
      disabled={!ready}
      open={open}
      onOpenChange={setOpen}
    >
      <h2 className="pop-title">Send one more transfer</h2>
      <TransferForm onSent={() => setOpen(false)} />
    </DropDown>
  );
}
