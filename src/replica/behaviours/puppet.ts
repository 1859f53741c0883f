/**
 * A puppet: what it would say waits at its door until a command delivers, delays, alters or drops it. Idle
 * traffic, which would go on for ever, it does not send at all.
 */
import type { Behaviour } from '../../kernel/lie.ts';
import { typesIn } from './parameters.ts';
import { type Idle, perCopy } from './speech.ts';

export function puppetOf(idle: Idle): Behaviour {
  return {
    title: 'says only what you let out',
    parameters: { types: { kind: 'types', optional: true, says: 'Only these message types are held.' } },
    outbound({ effects, memory, parameters, ctx }) {
      const types = typesIn(parameters.types);
      const held = perCopy(effects, ctx, (copy) => {
        const { type } = copy.message;
        if (types !== null && !types.has(type)) return [copy];
        return idle.types.has(type) ? [] : [{ ...copy, held: true }];
      });
      return { effects: held, memory };
    },
  };
}
