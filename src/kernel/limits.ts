/** Limits of the vocabulary itself. */
export const limits = {
  /** Nesting that the canonical encoding follows; our deepest message (NEW-VIEW) has 9 levels. */
  canonicalDepth: 64,
  /** Hex digits of one encoded operation or receipt. */
  operationDigits: 8_192,
  /** Hex digits of a signature (Ed25519 has 128). */
  signatureDigits: 256,
  /** Characters of a client's name. */
  clientIdLength: 8,
  /** Smallest and largest number of replicas. */
  replicasLeast: 4,
  replicasMost: 128,
} as const;
