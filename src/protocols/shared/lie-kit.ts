/**
 * What all lie kits have in common: a liar has one key, so nothing of what another replica signed can be said
 * differently; and what it says is well formed, so that honest replicas have to judge it by what it claims.
 */
import type { StepContext } from '../../kernel/context.ts';
import type { Effect } from '../../kernel/effect.ts';
import type { ReplicaId } from '../../kernel/ids.ts';
import type { LieContext, LieKit } from '../../kernel/lie.ts';
import type { Message, Request } from '../../kernel/message.ts';
import { bareField, type Editable, edited, fixedField, shown } from '../../replica/lie-kit.ts';

export interface LieParts<M, State> {
  /** The protocol's title. */
  readonly title: string;
  isWellFormed(message: Message, ctx: LieContext): boolean;
  /** A well-formed message's fields, as its own signer can change them. */
  fieldsOf(message: M, state: State, ctx: LieContext): readonly Editable<M>[];
  /** The same message with a signature that fits it. */
  signedAnew(draft: M, ctx: StepContext): M;
}

export function createLieKit<M extends Message, State>(parts: LieParts<M, State>): LieKit<State> {
  const { title, isWellFormed, signedAnew } = parts;
  return {
    fields: (message, state, ctx) =>
      isWellFormed(message, ctx) ? allFields(parts, message as M, state, ctx).map(bareField) : [],
    alter(message, edits, state, ctx) {
      if (!isWellFormed(message, ctx)) {
        return { refused: `type: expected a well-formed message of ${title}, found ${shown(message.type)}` };
      }
      if (isForeign(message, ctx)) return { refused: noKey(message.replica, ctx) };
      const result = edited(allFields(parts, message as M, state, ctx), message as M, edits);
      if ('refused' in result) return result;
      const lie = signedAnew(result.draft, ctx);
      if (isWellFormed(lie, ctx)) return lie;
      return { refused: `${message.type}: expected a well-formed message, found another` };
    },
  };
}

function allFields<M extends Message, State>(
  { fieldsOf }: LieParts<M, State>,
  message: M,
  state: State,
  ctx: LieContext,
): readonly Editable<M>[] {
  const fields = fieldsOf(message, state, ctx);
  if (!isForeign(message, ctx)) return fields;
  const cannot = noKey(message.replica, ctx);
  return fields.map(({ field, value, text }) => fixedField(field, value, cannot, text));
}

/** Signed by another replica. */
function isForeign(
  message: Message,
  { self }: LieContext,
): message is Message & { readonly replica: number } {
  return 'replica' in message && message.replica !== self;
}

/** `c1/3`: the third request of client 1, as lies in files name it. */
export function requestName({ client, timestamp }: Request): string {
  return `${client}/${timestamp}`;
}

/** All of these messages to each of these. */
export function sendTo(side: readonly ReplicaId[], messages: readonly Message[]): readonly Effect[] {
  return side.flatMap((to) => messages.map((message): Effect => ({ kind: 'send', to, message })));
}

/** "signed by R2: R0 has no key of R2" */
export function noKey(signer: number, { self }: Pick<LieContext, 'self'>): string {
  return `signed by R${signer}: R${self} has no key of R${signer}`;
}
