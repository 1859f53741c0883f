/** Saying less: nothing at all, nothing to some, nothing of some kinds, nothing for one client. */
import type { Behaviour } from '../../kernel/lie.ts';
import { isRecord } from '../../kernel/signed.ts';
import { replicasIn, typesIn } from './parameters.ts';
import { perCopy, speaks } from './speech.ts';

export const silent: Behaviour = {
  title: 'says nothing to anybody',
  parameters: {},
  outbound: ({ effects, memory }) => ({ effects: effects.filter((effect) => !speaks(effect)), memory }),
};

export const silentTo: Behaviour = {
  title: 'says nothing to some',
  parameters: { to: { kind: 'replicas', says: 'Who hears nothing.' } },
  outbound({ effects, memory, parameters, ctx }) {
    const to: ReadonlySet<unknown> = new Set(replicasIn(parameters.to, ctx));
    return { effects: perCopy(effects, ctx, (copy) => (to.has(copy.to) ? [] : [copy])), memory };
  },
};

export const withhold: Behaviour = {
  title: 'sends nothing of some kinds',
  parameters: { types: { kind: 'types', says: 'Message types that it keeps to itself.' } },
  outbound({ effects, memory, parameters, ctx }) {
    const types = typesIn(parameters.types) ?? new Set();
    return { effects: perCopy(effects, ctx, (copy) => (types.has(copy.message.type) ? [] : [copy])), memory };
  },
};

/** It never hears what this client asks for, whoever passes it on; what others order it executes. */
export const dropClient: Behaviour = {
  title: 'ignores what one client asks for',
  parameters: { client: { kind: 'client', says: 'Whose requests it does not hear.' } },
  hears(input, { parameters }) {
    if (input.kind !== 'message' || !isRecord(input.message)) return true;
    const { type, client } = input.message;
    return type !== 'REQUEST' || client !== parameters.client;
  },
  outbound: ({ effects, memory }) => ({ effects, memory }),
};
