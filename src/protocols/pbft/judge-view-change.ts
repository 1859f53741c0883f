/**
 * Whether a VIEW-CHANGE proves what it says (OSDI'99 §4.4): C proves h, every P_m is a prepared certificate
 * of an earlier view inside the sender's own window, one per slot. One bad entry refuses the whole message.
 */
import type { StepContext } from '../../kernel/protocol.ts';
import { type Refusal, refusal, remembering } from '../shared/judged.ts';
import { isPlanted } from './bugs.ts';
import { isSigned, judgeCheckpoints, judgePrepared } from './certificates.ts';
import type { PreparedCertificate, ViewChange } from './types.ts';

/** Remembered per object: it comes on its own, and again inside a NEW-VIEW. */
export const judgeViewChange = remembering((value, ctx) => judge(value as ViewChange, ctx));

function judge(message: ViewChange, ctx: StepContext): Refusal | null {
  const { replica, prepared } = message;
  if (!isSigned(message, ctx)) return refusal('bad-signature', { type: message.type, signer: replica });
  const unproved = judgeStable(message, ctx);
  if (unproved) return unproved;
  const slots = new Set<number>();
  for (const certificate of prepared) {
    const { slot } = certificate.proposal;
    if (slots.has(slot)) return refusal('prepared-slot-twice', { signer: replica, slot });
    slots.add(slot);
    const bad = judgePlace(certificate, message, ctx) ?? judgePrepared(certificate, ctx);
    if (bad) return bad;
  }
  return null;
}

function judgeStable({ stableSlot, checkpoints, replica }: ViewChange, ctx: StepContext): Refusal | null {
  if (isPlanted(ctx, 'checkpoint-unproved')) return null;
  if (stableSlot === 0) {
    return checkpoints.length === 0 ? null : refusal('checkpoint-unneeded', { signer: replica });
  }
  if (stableSlot % ctx.options.checkpointInterval !== 0) {
    return refusal('not-a-checkpoint-slot', { slot: stableSlot, interval: ctx.options.checkpointInterval });
  }
  return judgeCheckpoints(checkpoints, stableSlot, checkpoints[0]?.digest ?? '', ctx);
}

/** h < n ≤ h + L with the sender's own h, and a view before the one it wants. */
function judgePlace(certificate: PreparedCertificate, change: ViewChange, ctx: StepContext): Refusal | null {
  const { view, slot } = certificate.proposal;
  const low = change.stableSlot;
  const high = low + ctx.options.windowSlots;
  if (slot <= low || slot > high) return refusal('prepared-outside-window', { slot, low, high });
  return view < change.view ? null : refusal('prepared-too-late', { slot, found: view, target: change.view });
}
