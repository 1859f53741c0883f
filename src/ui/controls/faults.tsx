/**
 * What can be done to one replica and to the network, beside the replica it concerns. A list of buttons
 * walked by arrow keys; what is impossible now stays in its place and says why. Never modal: the picture
 * stays in sight and in reach.
 */
import { X } from 'lucide-react';
import { Popover } from 'radix-ui';
import { type KeyboardEvent, useMemo, useState } from 'react';
import type { ReplicaId } from '../../kernel/ids.ts';
import { useMedia } from '../hooks/use-media.ts';
import { useActions, useUi } from '../hooks/use-store.ts';
import { conditionsOf, roleOf } from '../panels/status.ts';
import { seatName } from '../panels/words.ts';
import { CorruptForm, EquivocateForm } from './fault-forms.tsx';
import { type FaultForm, type FaultItem, faultBudget, networkFaults, replicaFaults } from './fault-list.ts';
import { LinkToggles } from './link-toggles.tsx';
import { NoticeFor } from './notice-for.tsx';
import { PartitionEditor } from './partition-editor.tsx';
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
            if (anchor instanceof HTMLElement || anchor instanceof SVGElement) anchor.focus();
          }}
        >
          <FaultBody key={replica} replica={replica} onDone={closeFaultMenu} />
        </Popover.Content>
      </Popover.Portal>
    </Popover.Root>
  );
}

/** Which question is asked under an item. */
interface OpenForm {
  readonly item: string;
  readonly form: FaultForm;
}

function FaultBody({ replica, onDone }: { readonly replica: ReplicaId; readonly onDone: () => void }) {
  const frame = useUi((state) => state.frame);
  const info = useUi((state) => state.info);
  const { intervene } = useActions();
  const [open, setOpen] = useState<OpenForm | null>(null);
  const seat = frame?.replicas[replica];
  if (frame === null || info === null || seat === undefined) return null;
  const onItem = async (item: FaultItem) => {
    if (item.form !== null) {
      setOpen(open?.item === item.id ? null : { item: item.id, form: item.form });
      return;
    }
    for (const run of item.runs) if (!(await intervene(run, 'faults'))) return;
    onDone();
  };
  const formOf = (item: FaultItem) => {
    if (open?.item !== item.id) return null;
    if (open.form === 'corrupt') return <CorruptForm replica={replica} info={info} onDone={onDone} />;
    if (open.form === 'equivocate') return <EquivocateForm replica={replica} frame={frame} onDone={onDone} />;
    return <PartitionEditor frame={frame} control="faults" onDone={onDone} />;
  };
  const groups = [
    ...replicaFaults(frame, info, replica),
    { title: 'The whole network', items: networkFaults(frame) },
  ];
  return (
    <>
      <header className="ctl-head">
        <h2>{seatName(replica)}</h2>
        <span className="hint">{roleOf(seat)}</span>
        <Popover.Close className="button quiet icon" aria-label="Close">
          <X size={16} aria-hidden="true" />
        </Popover.Close>
      </header>
      {conditionsOf(frame, seat).map(({ kind, text }) => (
        <p key={kind} className="ctl-condition">
          {text}
        </p>
      ))}
      <p className="hint ctl-condition">{faultBudget(frame, replica)}</p>
      <NoticeFor control="faults" />
      <div
        className="ctl-scroll"
        role="toolbar"
        aria-orientation="vertical"
        aria-label="Faults"
        onKeyDown={walk}
      >
        {groups.map((group) => (
          <section key={group.title} className="ctl-section">
            <h3>{group.title}</h3>
            {group.items.map((item) => (
              <div key={item.id}>
                <FaultButton
                  item={item}
                  expanded={open?.item === item.id}
                  onPress={() => void onItem(item)}
                />
                {formOf(item)}
              </div>
            ))}
            {group.title === 'Its links' && <LinkToggles frame={frame} replica={replica} />}
          </section>
        ))}
      </div>
    </>
  );
}

interface FaultButtonProps {
  readonly item: FaultItem;
  readonly expanded: boolean;
  readonly onPress: () => void;
}

function FaultButton({ item, expanded, onPress }: FaultButtonProps) {
  const refused = item.refused !== null;
  return (
    <button
      type="button"
      className="ctl-item"
      aria-disabled={refused}
      aria-expanded={item.form === null ? undefined : expanded}
      onClick={() => !refused && onPress()}
    >
      <span className="ctl-label">{item.label}</span>
      {refused && <span className="hint">{item.refused}</span>}
    </button>
  );
}

/** Up and down walk the items, those that are impossible included, so that their reasons can be read. */
function walk(press: KeyboardEvent<HTMLDivElement>): void {
  const target = press.target as HTMLElement;
  const step = press.key === 'ArrowDown' ? 1 : press.key === 'ArrowUp' ? -1 : 0;
  if (step === 0 || !target.classList.contains('ctl-item')) return;
  press.preventDefault();
  press.stopPropagation();
  const items = [...press.currentTarget.querySelectorAll<HTMLElement>('.ctl-item')];
  items.at((items.indexOf(target) + step) % items.length)?.focus();
}
