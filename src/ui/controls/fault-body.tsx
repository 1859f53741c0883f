/**
 * The inside of the fault menu: who it is about, every fault with its reason if it is impossible, and its
 * forms.
 */
import { X } from 'lucide-react';
import { Popover } from 'radix-ui';
import { type KeyboardEvent, type ReactNode, useEffect, useRef, useState } from 'react';
import type { ReplicaId } from '../../kernel/ids.ts';
import type { Frame } from '../../projection/frame.ts';
import type { RunInfo } from '../../runtime/api.ts';
import { useActions, useUi } from '../hooks/use-store.ts';
import { LieForm } from '../lies/lie-form.tsx';
import { conditionsOf, roleOf } from '../panels/status.ts';
import { seatName } from '../panels/words.ts';
import { CorruptForm, EquivocateForm } from './fault-forms.tsx';
import {
  type FaultForm,
  type FaultItem,
  faultBudget,
  networkFaults,
  parametersOf,
  replicaFaults,
} from './fault-list.ts';
import { LinkToggles } from './link-toggles.tsx';
import { NoticeFor } from './notice-for.tsx';
import { PartitionEditor } from './partition-editor.tsx';

/** Which question is asked under an item. */
interface OpenForm {
  readonly item: string;
  readonly form: FaultForm;
}

interface FaultBodyProps {
  readonly replica: ReplicaId;
  readonly onDone: () => void;
}

export function FaultBody({ replica, onDone }: FaultBodyProps) {
  const frame = useUi((state) => state.frame);
  const info = useUi((state) => state.info);
  const { interveneAll, composeLie } = useActions();
  const [open, setOpen] = useState<OpenForm | null>(null);
  if (frame === null || info === null) return null;
  const onItem = async (item: FaultItem) => {
    if (item.form === 'tell') return composeLie(replica);
    if (item.form !== null)
      return setOpen(open?.item === item.id ? null : { item: item.id, form: item.form });
    if (await interveneAll(item.runs, 'faults')) onDone();
  };
  const itemOf = (item: FaultItem) => (
    <div key={item.id}>
      <FaultButton item={item} expanded={open?.item === item.id} onPress={() => void onItem(item)} />
      {open?.item === item.id && (
        <InSight>
          <FormFor
            form={open.form}
            item={item.id}
            replica={replica}
            frame={frame}
            info={info}
            onDone={onDone}
          />
        </InSight>
      )}
    </div>
  );
  const network = { title: 'The whole network', items: networkFaults(frame) };
  return (
    <>
      <FaultHead frame={frame} replica={replica} />
      <NoticeFor control="faults" />
      <div
        className="ctl-scroll"
        role="toolbar"
        aria-orientation="vertical"
        aria-label="Faults"
        onKeyDown={walk}
      >
        {[...replicaFaults(frame, info, replica), network].map((group) => (
          <section key={group.title} className="ctl-section">
            <h3>{group.title}</h3>
            {group.items.map(itemOf)}
            {group.title === 'Its links' && <LinkToggles frame={frame} replica={replica} />}
          </section>
        ))}
      </div>
    </>
  );
}

/** Who, in which condition, and how many faults are left before f. */
function FaultHead({ frame, replica }: { readonly frame: Frame; readonly replica: ReplicaId }) {
  const seat = frame.replicas[replica];
  if (seat === undefined) return null;
  return (
    <>
      <div className="ctl-head">
        <h2>{seatName(replica)}</h2>
        <span className="hint">{roleOf(seat)}</span>
        <Popover.Close className="button quiet icon" aria-label="Close">
          <X size={16} aria-hidden="true" />
        </Popover.Close>
      </div>
      {conditionsOf(frame, seat).map(({ kind, text }) => (
        <p key={kind} className="ctl-condition">
          {text}
        </p>
      ))}
      <p className="hint ctl-condition">{faultBudget(frame, replica)}</p>
    </>
  );
}

/** A form that opens below the edge of the menu scrolls into it, its button included. */
function InSight({ children }: { readonly children: ReactNode }) {
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    box.current?.scrollIntoView({ block: 'nearest' });
  }, []);
  return <div ref={box}>{children}</div>;
}

interface FormForProps extends FaultBodyProps {
  readonly form: FaultForm;
  /** Of the menu: a behaviour's name for its own form. */
  readonly item: string;
  readonly frame: Frame;
  readonly info: RunInfo;
}

function FormFor({ form, item, replica, frame, info, onDone }: FormForProps) {
  if (form === 'corrupt') return <CorruptForm replica={replica} info={info} onDone={onDone} />;
  if (form === 'corrupt-disk') return <CorruptForm replica={replica} info={info} onDone={onDone} disk />;
  if (form === 'equivocate') return <EquivocateForm replica={replica} frame={frame} onDone={onDone} />;
  if (form === 'lie')
    return (
      <LieForm
        replica={replica}
        as={item}
        parameters={parametersOf(info, item)}
        info={info}
        onDone={onDone}
      />
    );
  return <PartitionEditor frame={frame} control="faults" onDone={onDone} />;
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
