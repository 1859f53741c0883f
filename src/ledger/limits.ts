/** Limits of the ledger. A hit limit is a refusal with a reason, never silent. */
export const limits = {
  /** Levels of the state trie: one per bit of a key's hash. */
  trieDepth: 256,
  /** Nodes of a foreign snapshot that are looked at before it is refused. */
  trieNodes: 262_144,
  /** Hex digits of one key, and of one value, of the state. */
  keyDigits: 256,
  valueDigits: 65_536,
  /** Differences between two states that one walk collects. */
  differences: 10_000,
  /** Leaves of an RFC 6962 tree. */
  treeLeaves: 1_048_576,
  /** Hex digits that the decoder accepts as one value of the binary encoding. */
  encodedDigits: 131_072,
  /** Characters of a number that a person or a scenario writes. */
  amountCharacters: 40,
} as const;
