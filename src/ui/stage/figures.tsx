/** Replicas and clients of the ring: buttons in a picture, one of which can be reached by tab at a time. */
import { useMemo } from 'react';
import type { Slot } from '../../kernel/ids.ts';
import type { MessageStyle } from '../../kernel/present.ts';
import type { Frame, ReplicaFrame } from '../../projection/frame.ts';
import { brokenHere } from '../broken-words.ts';
import { useUi } from '../hooks/use-store.ts';
import { ClientView } from './client.tsx';
import { commonView, focusSlot, slotGlyph } from './focus.ts';
import { CLIENTS_SHOWN, type Layout } from './geometry.ts';
import { cutDirection } from './partition-band.tsx';
import { answerOnStage } from './point-at.ts';
import { ReplicaGlyphView } from './replica.tsx';
import { rootMarks } from './root-mark.ts';
import { type Letters, lettersOf, valueKey } from './values.ts';

interface FiguresProps {
  readonly frame: Frame;
  readonly layout: Layout;
  /** The keyboard is at a message: that one is the tab stop. */
  readonly walking: boolean;
}

export function Figures({ frame, layout, walking }: FiguresProps) {
  const selection = useUi((state) => state.selection);
  const answer = useUi(answerOnStage);
  const pinned = useUi((state) => state.pinnedSlot);
  const slot = focusSlot(frame, pinned);
  const marks = rootMarks(frame);
  const selected = selection?.kind === 'replica' ? selection.replica : null;
  const blocked = frame.blocked.length > 0;
  const ringCount = useUi(({ info }) => voteRounds(info?.protocol.messages ?? []));
  const letters = useMemo(() => lettersOf(frame), [frame]);
  const furthest = Math.max(0, ...frame.replicas.map(({ glyph }) => glyph?.executedSlot ?? 0));
  return (
    // biome-ignore lint/a11y/useSemanticElements: no HTML element is a picture whose parts are buttons.
    <svg
      className="stage-svg stage-figures"
      viewBox={`0 0 ${layout.width} ${layout.height}`}
      role="group"
      aria-label="Replicas and clients"
    >
      {frame.clients.slice(0, CLIENTS_SHOWN).map((client, index) => (
        <ClientView
          key={client.id}
          client={client}
          layout={layout}
          index={index}
          count={frame.clients.length}
          selected={selection?.kind === 'client' && selection.client === client.id}
          tabbable={false}
        />
      ))}
      {frame.replicas.map((replica) => (
        <ReplicaGlyphView
          key={replica.id}
          replica={replica}
          layout={layout}
          slot={slot}
          mark={marks[replica.id] ?? { kind: 'none' }}
          selected={replica.id === selected || replica.id === answer}
          tabbable={!walking && replica.id === (selected ?? 0)}
          blocked={blocked}
          letter={letterAt(letters, replica, slot)}
          commonView={commonView(frame)}
          furthest={furthest}
          cut={replica.away === true ? cutDirection(frame, layout, replica.id) : null}
          ringCount={ringCount}
          contradicts={brokenHere(frame)?.replicas.includes(replica.id) ?? false}
        />
      ))}
    </svg>
  );
}

/** As many rings as rounds of votes, known before the first vote of a slot has come. */
function voteRounds(messages: readonly MessageStyle[]): number {
  const hues = new Set(messages.map(({ hue }) => hue));
  return Math.max(1, (['vote1', 'vote2'] as const).filter((hue) => hues.has(hue)).length);
}

/** The letter of the value that a replica holds at a slot, when the slot has more than one. */
function letterAt(letters: Letters, { glyph }: ReplicaFrame, slot: Slot): string | null {
  const digest = slotGlyph(glyph, slot)?.digest ?? null;
  return letters.get(valueKey(slot, digest)) ?? null;
}
