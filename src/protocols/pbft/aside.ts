/**
 * Which PRE-PREPAREs, PREPAREs and COMMITs are for now (OSDI'99 §4.2: same view, h < n ≤ H), which are for
 * later and set aside, and which are for never. What comes too early is kept with a cap per signer (fact pack
 * §0): dropping it would cost a resend, using it would break the view or the window.
 */
import type { ReplicaId } from '../../kernel/ids.ts';
import { limits } from './limits.ts';
import { onCommit, onPrePrepare, onPrepare } from './ordering.ts';
import { isInWindow, nextStableSlot } from './rules.ts';
import type { Aside, PbftState, SlotMessage } from './state.ts';
import { cite, type Done, highWatermark, refuse, type Turn } from './turn.ts';

/** A message of the normal case whose signature is good. */
export function onSlotMessage(turn: Turn, from: ReplicaId, message: SlotMessage): Done {
  const { view, slot, type } = message;
  const { state, ctx } = turn;
  if (view < state.view) return refuse(turn, 'stale-view', { type, found: view, view: state.view });
  if (slot <= state.stable.slot) {
    return refuse(turn, 'below-watermark', { type, slot, low: state.stable.slot });
  }
  if (view > state.view || !state.active) return setAside(turn, from, message);
  if (isInWindow(state, slot, ctx)) return accept(turn, message);
  const soon = nextStableSlot(state) + ctx.options.windowSlots;
  if (slot <= soon) return setAside(turn, from, message);
  refuse(turn, 'above-watermark', { type, slot, high: highWatermark(turn) });
}

function accept(turn: Turn, message: SlotMessage): Done {
  switch (message.type) {
    case 'PRE-PREPARE':
      return onPrePrepare(turn, message);
    case 'PREPARE':
      return onPrepare(turn, message);
    case 'COMMIT':
      return onCommit(turn, message);
  }
}

function setAside(turn: Turn, from: ReplicaId, message: SlotMessage): Done {
  const { state, ctx } = turn;
  const { type, view, slot, replica } = message;
  const kept = state.aside[replica] ?? [];
  const most = limits.asidePerSlot * ctx.options.windowSlots;
  if (kept.length >= most) return refuse(turn, 'too-many-aside', { type, signer: replica, most });
  if (kept.some((one) => one.message.signature === message.signature)) {
    return refuse(turn, 'duplicate', { type, view, slot, signer: replica });
  }
  turn.state = { ...state, aside: state.aside.with(replica, [...kept, { from, message }]) };
  cite(turn, 'pbft/set-aside', { type, view, slot, current: state.view, high: highWatermark(turn) });
}

/** After a NEW-VIEW or a stable checkpoint: what was early may be in time now. */
export function releaseAside(turn: Turn): Done {
  const { state } = turn;
  if (state.aside.every((list) => list.length === 0)) return;
  const ready: Aside[] = [];
  const aside = state.aside.map((list) =>
    list.filter((one) => {
      const when = timeOf(state, one.message, turn);
      if (when === 'now') ready.push(one);
      return when === 'later';
    }),
  );
  turn.state = { ...state, aside };
  for (const { message } of ready) {
    if (timeOf(turn.state, message, turn) === 'now') accept(turn, message);
  }
}

function timeOf(state: PbftState, { view, slot }: SlotMessage, { ctx }: Turn): 'never' | 'now' | 'later' {
  if (view < state.view || slot <= state.stable.slot) return 'never';
  return view === state.view && state.active && isInWindow(state, slot, ctx) ? 'now' : 'later';
}
