/** What the house says of a liar's acts: sentences beside those of the protocol's rules. */
import type { RuleText } from '../../kernel/protocol.ts';

export const lieTexts: Readonly<Record<string, RuleText>> = {
  'lie/told': {
    title: 'a lie',
    source: 'the behaviour that it was given',
    sentence: 'R{self} lies: {to} hear another {type} than an honest replica would send.',
  },
  'lie/nothing': {
    title: 'a lie',
    source: 'the behaviour that it was given',
    sentence: 'R{self} lies: {to} hear nothing of its {type}.',
  },
  'lie/untold': {
    title: 'a lie that cannot be told',
    source: 'the behaviour that it was given',
    sentence: 'R{self} cannot tell {to} its lie and sends the honest {type}: {why}.',
  },
};
