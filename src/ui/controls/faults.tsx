/**
 * What can be done to one replica and to the network, beside the replica it concerns. A list of buttons
 * walked by arrow keys; what is impossible now stays in its place and says why. Never modal: the picture
 * stays in sight and in reach.
 */
import { Popover } from 'radix-ui';
import { useMemo } from 'react';
import type { ReplicaId } from '../../kernel/ids.ts';
import { useMedia } from '../hooks/use-media.ts';
import { useActions } from '../hooks/use-store.ts';
import { seatName } from '../panels/words.ts';
import { FaultBody } from './fault-body.tsx';
import '../panels/shared.css';
import './controls.css';

interface FaultMenuProps {
  readonly replica: ReplicaId;
  /** The element it belongs to; focus returns there. */
  readonly anchor: Element;
}

export function FaultMenu({ replica, anchor }: FaultMenuProps) {
  const { closeFaultMenu } = useActions();
  const narrow = useMedia('(max-width: 760px)');
  const virtualRef = useMemo(() => ({ current: anchor }), [anchor]);
  return (
    <Popover.Root open onOpenChange={(open) => !open && closeFaultMenu()}>
      <Popover.Anchor virtualRef={virtualRef} />
      <Popover.Portal>
        <Popover.Content
          className="pop ctl-faults"
          aria-label={`Faults of ${seatName(replica)}`}
          side={narrow ? 'bottom' : 'right'}
          align="start"
          sideOffset={8}
          collisionPadding={8}
          onOpenAutoFocus={(open) => {
            open.preventDefault();
            (open.target as HTMLElement)
              .querySelector<HTMLElement>('.ctl-item:not([aria-disabled="true"])')
              ?.focus();
          }}
          onCloseAutoFocus={(close) => {
            close.preventDefault();
            // A drawer that was opened from here has the focus already, and gives it back itself.
            if (document.activeElement?.closest('#drawer')) return;
            if (anchor instanceof HTMLElement || anchor instanceof SVGElement) anchor.focus();
          }}
        >
          <FaultBody key={replica} replica={replica} onDone={closeFaultMenu} />
        </Popover.Content>
      </Popover.Portal>
    </Popover.Root>
  );
}
