/** What can be done to a message in flight, beside the message; the same acts as in its evidence. */
import { X } from 'lucide-react';
import { Popover } from 'radix-ui';
import { useMemo } from 'react';
import { useActions, useUi } from '../hooks/use-store.ts';
import { MessageActions } from './message-actions.tsx';
import '../panels/shared.css';
import './controls.css';

interface MessageMenuProps {
  readonly id: string;
  readonly anchor: { readonly getBoundingClientRect: () => DOMRect };
  readonly opener: Element | null;
  readonly onClose: () => void;
}

export function MessageMenu({ id, anchor, opener, onClose }: MessageMenuProps) {
  const { select } = useActions();
  const text = useUi(({ frame }) => textOf(frame, id));
  const virtualRef = useMemo(() => ({ current: anchor }), [anchor]);
  const inspect = () => {
    select({ kind: 'message', id });
    onClose();
  };
  return (
    <Popover.Root open onOpenChange={(open) => !open && onClose()}>
      <Popover.Anchor virtualRef={virtualRef} />
      <Popover.Portal>
        <Popover.Content
          className="pop message-menu"
          aria-label={`Message: ${text}`}
          side="right"
          align="start"
          sideOffset={8}
          collisionPadding={8}
          onCloseAutoFocus={(close) => {
            close.preventDefault();
            focusAgain(opener);
          }}
        >
          <header className="ctl-head">
            <h2>{text}</h2>
            <Popover.Close className="button quiet icon" aria-label="Close">
              <X size={16} aria-hidden="true" />
            </Popover.Close>
          </header>
          <MessageActions message={id} />
          <button type="button" className="button quiet" onClick={inspect}>
            Every field and its causes
          </button>
        </Popover.Content>
      </Popover.Portal>
    </Popover.Root>
  );
}

/** A message that is gone took its button along: then the stage's own stop. */
function focusAgain(opener: Element | null): void {
  const back = opener?.isConnected ? opener : document.querySelector('[role=application] [tabindex="0"]');
  if (back instanceof HTMLElement || back instanceof SVGElement) back.focus();
}

function textOf(
  frame: {
    readonly inFlight: readonly { readonly id: string; readonly summary: { readonly text: string } }[];
  } | null,
  id: string,
): string {
  return frame?.inFlight.find((flight) => flight.id === id)?.summary.text ?? 'no longer on its way';
}
