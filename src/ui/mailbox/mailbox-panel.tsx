/**
 * Messages that somebody decides about: what puppets hold back (send, say differently, drop; to all or to
 * some), and the order in which one receiver takes in what is on its way to it.
 */
import { NoticeFor } from '../controls/notice-for.tsx';
import { useUi } from '../hooks/use-store.ts';
import { ArrivalOrder } from './arrival-order.tsx';
import { HeldBack } from './held-back.tsx';
import { heldGroups } from './held-groups.ts';
import '../panels/shared.css';
import './mailbox.css';

export function MailboxPanel() {
  const frame = useUi((state) => state.frame);
  if (frame === null) return null;
  const groups = heldGroups(frame.inFlight);
  const puppets = frame.replicas.filter(({ behaviour }) => behaviour === 'puppet').map(({ id }) => id);
  return (
    <div className="mailbox">
      <NoticeFor control="message" />
      {(groups.length > 0 || puppets.length > 0) && <HeldBack groups={groups} puppets={puppets} />}
      <ArrivalOrder frame={frame} />
    </div>
  );
}
