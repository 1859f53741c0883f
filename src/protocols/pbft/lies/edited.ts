/**
 * Lies that say one thing differently in messages of one kind (fact pack §1.11): made with the lie kit, so
 * each is well formed and signed with the liar's own key.
 */
import type { Effect } from '../../../kernel/effect.ts';
import type { Behaviour, LieEdits, LieTurn } from '../../../kernel/lie.ts';
import type { Message } from '../../../kernel/message.ts';
import { countIn } from '../../../replica/behaviours/parameters.ts';
import type { PbftState } from '../state.ts';
import type { NewView, ViewChange } from '../types.ts';
import { forged } from './forge.ts';
import { pbftLies } from './kit.ts';

type Turn = LieTurn<PbftState>;

/** Replaces messages of these types; null leaves one as it is. */
function replacing(
  types: readonly string[],
  lie: (message: Message, turn: Turn) => Message | null,
): Behaviour<PbftState>['outbound'] {
  return (turn) => {
    const { effects, memory, ctx } = turn;
    const told = effects.map((effect): Effect => {
      if (effect.kind !== 'send' && effect.kind !== 'broadcast') return effect;
      const { message } = effect;
      const isOwn = (message as Message & { readonly replica?: unknown }).replica === ctx.self;
      const said = isOwn && types.includes(message.type) ? lie(message, turn) : null;
      return said === null ? effect : { ...effect, message: said };
    });
    return { effects: told, memory };
  };
}

/** Null where the lie cannot be told. */
function edit(message: Message, edits: LieEdits, { state, ctx }: Turn): Message | null {
  const lie = pbftLies.alter(message, edits, state, ctx);
  return 'refused' in lie ? null : lie;
}

export const wrongDigest: Behaviour<PbftState> = {
  title: 'signs a digest that its request does not have',
  parameters: {},
  outbound: replacing(['PRE-PREPARE', 'PREPARE', 'COMMIT'], (message, turn) =>
    edit(message, { digest: 'invented' }, turn),
  ),
};

export const lieRoot: Behaviour<PbftState> = {
  title: 'signs checkpoints of a state that nobody has',
  parameters: {},
  outbound: replacing(['CHECKPOINT'], (message, turn) => edit(message, { digest: 'invented' }, turn)),
};

export const hideCertificate: Behaviour<PbftState> = {
  title: 'hides what it has prepared when the view changes',
  parameters: {},
  outbound: replacing(['VIEW-CHANGE'], (message, turn) => edit(message, { prepared: [] }, turn)),
};

export const forgeCertificate: Behaviour<PbftState> = {
  title: 'adds a prepared certificate with forged signatures',
  parameters: {},
  outbound: replacing(['VIEW-CHANGE'], (message, { ctx }) => forged(message as ViewChange, ctx)),
};

/** Past the high watermark by default; by 1 it leaves a gap. */
export const sequenceJump: Behaviour<PbftState> = {
  title: 'gives requests slots that are too high',
  parameters: {
    by: {
      kind: 'count',
      least: 1,
      most: 1_000_000,
      optional: true,
      says: 'Slots too high; L + 1 if not given.',
    },
  },
  outbound: replacing(['PRE-PREPARE'], (message, turn) => {
    const beyond = turn.ctx.options.windowSlots + 1;
    const by = countIn(turn.parameters.by, [1, 1_000_000], beyond);
    return edit(message, { slot: `+${by}` }, turn);
  }),
};

const ways = ['other', 'extra', 'missing', 'small'] as const;

export const wrongO: Behaviour<PbftState> = {
  title: 'opens its view with proposals that do not follow',
  parameters: {
    how: {
      kind: 'choice',
      choices: ways,
      optional: true,
      says: 'Another value, a slot more, a slot less, or too few VIEW-CHANGEs.',
    },
  },
  outbound: replacing(['NEW-VIEW'], (message, turn) => {
    const view = message as NewView;
    const how = ways.find((way) => way === turn.parameters.how) ?? 'other';
    return (
      edit(message, wrongWay(view, how, turn), turn) ?? edit(message, wrongWay(view, 'extra', turn), turn)
    );
  }),
};

function wrongWay({ changes, proposals }: NewView, how: (typeof ways)[number], { ctx }: Turn): LieEdits {
  const low = Math.max(0, ...changes.map(({ stableSlot }) => stableSlot));
  const [first] = proposals;
  const next = (proposals.at(-1)?.slot ?? low) + 1;
  if (how === 'small') {
    const others = changes.map(({ replica }) => replica).filter((replica) => replica !== ctx.self);
    return { changes: changes.map(({ replica }) => replica).filter((replica) => replica !== others[0]) };
  }
  if (first === undefined || how === 'extra') return { [`proposals.${next}`]: 'null' };
  if (how === 'missing') return { proposals: proposals.slice(1).map(({ slot }) => slot) };
  return { [`proposals.${first.slot}`]: 'invented' };
}
