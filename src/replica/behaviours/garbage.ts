/** Nonsense: messages without a proper shape to replicas, results that nobody computed to clients. */
import type { Effect } from '../../kernel/effect.ts';
import { digestText } from '../../kernel/hash.ts';
import type { Behaviour } from '../../kernel/lie.ts';
import type { Message, Reply } from '../../kernel/message.ts';
import { replyDigest } from '../../kernel/signed.ts';
import { countIn } from './parameters.ts';
import { perCopy } from './speech.ts';

export const garbage: Behaviour = {
  title: 'sends malformed messages',
  parameters: {
    share: {
      kind: 'count',
      least: 1,
      most: 100,
      optional: true,
      says: 'Percent of copies; 100 if not given.',
    },
  },
  outbound({ effects, memory, parameters, ctx }) {
    const share = countIn(parameters.share, [1, 100], 100) / 100;
    const spoil = perCopy(effects, ctx, (copy): readonly Effect[] => {
      if (copy.kind === 'reply' || ctx.draw('lie') >= share) return [copy];
      return [{ ...copy, message: spoiled(copy.message, ctx.draw('lie'), ctx.draw('lie')) }];
    });
    return { effects: spoil, memory };
  },
};

/** Whatever is wrong with it, it is a message with a type: the network carries no less. */
function spoiled(message: Message, how: number, where: number): Message {
  const { type, ...rest } = message;
  const fields = Object.keys(rest);
  const field = fields[Math.floor(where * fields.length)] ?? 'nothing';
  const spoil = spoilers[Math.floor(how * spoilers.length)] ?? (() => ({}));
  return {
    ...rest,
    ...spoil(field, rest),
    type: where > 0.9 ? (strange[Math.floor(how * strange.length)] ?? type) : type,
  };
}

type Fields = Readonly<Record<string, unknown>>;

const strange = ['', '__proto__', 'constructor', 'REPLY', 'PRE-PREPAREX', 'toString'];

/** Ways to be malformed, each for one field. */
const spoilers: readonly ((field: string, fields: Fields) => Fields)[] = [
  (field) => ({ [field]: undefined }),
  (field) => ({ [field]: null }),
  (field) => ({ [field]: -1 }),
  (field) => ({ [field]: Number.MAX_SAFE_INTEGER }),
  (field) => ({ [field]: 1e308 }),
  (field) => ({ [field]: Number.NaN }),
  (field) => ({ [field]: 0.5 }),
  (field) => ({ [field]: '' }),
  (field) => ({ [field]: 'z'.repeat(64) }),
  (field) => ({ [field]: 'ab'.repeat(20_000) }),
  (field) => ({ [field]: [] }),
  (field) => ({ [field]: {} }),
  (field) => ({ [field]: true }),
  (field) => ({ [field]: deep(100) }),
  (field) => ({ [field]: Array.from({ length: 5_000 }, () => 0) }),
  (field, fields) => ({ [field]: [fields[field], fields[field], null] }),
  (field, fields) => ({ [field]: typeof fields[field] === 'string' ? `${fields[field]}00` : 'x' }),
  () => ({ extra: 1 }),
];

function deep(levels: number): unknown {
  let value: unknown = 0;
  for (let i = 0; i < levels; i++) value = { value };
  return value;
}

/** Liars who answer the same request give the same wrong result: f of them are still too few. */
export const garbageReplies: Behaviour = {
  title: 'gives clients wrong results',
  parameters: { client: { kind: 'client', optional: true, says: 'Only to this one.' } },
  outbound({ effects, memory, parameters, ctx }) {
    const { client } = parameters;
    const told = effects.map((effect): Effect => {
      if (effect.kind !== 'reply' || (client !== undefined && client !== effect.to)) return effect;
      return { ...effect, message: falseReply(effect.message, ctx.sign) };
    });
    return { effects: told, memory };
  },
};

function falseReply({ signature: _old, ...reply }: Reply, sign: (digest: string) => string): Reply {
  const result = digestText(`garbage instead of ${reply.result}`);
  const unsigned = { ...reply, result };
  return { ...unsigned, signature: sign(replyDigest(unsigned)) };
}
