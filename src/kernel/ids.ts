/**
 * The names that everything shares: who, which slot, which view, what time, which digest.
 * All are plain strings and numbers, so that any value made of them is JSON-safe and can cross a worker
 * border.
 */

/** A replica, 0 … n − 1. */
export type ReplicaId = number;
/** A client, `c0`, `c1`, … */
export type ClientId = `c${number}`;
/** Whoever can send or receive a message. */
export type Endpoint = ReplicaId | ClientId;
/** A ledger account as a signer of transactions, `a1001`: it can sign, but neither send nor receive. */
export type AccountSigner = `a${number}`;
/** Whoever can sign. */
export type Signer = Endpoint | AccountSigner;
/** Position in the replicated log, 1, 2, 3, …; 0 means "nothing yet". */
export type Slot = number;
/** View number (PBFT §4.2), 0, 1, 2, … */
export type View = number;
/** Simulated time in whole microseconds since the start of the run. */
export type TimeUs = number;
/** Bytes as lower-case hexadecimal digits. */
export type Hex = string;
/** A SHA-256 digest: 64 lower-case hexadecimal digits. */
export type Digest = Hex;
/** A signature as lower-case hexadecimal digits; its length depends on the authenticator. */
export type Signature = Hex;
/** A timer of one replica; arming a name again replaces what was armed under it. */
export type TimerName = string;
/** Why something was refused: a kebab-case word of the protocol's manifest, such as `stale-view`. */
export type RefusalCode = string;
/** Name of a rule of the protocol's manifest, such as `pbft/prepared`. */
export type RuleId = string;

export function isClient(endpoint: Endpoint): endpoint is ClientId {
  return typeof endpoint === 'string';
}

/** `r0`, `c0` or `a1001`: the short name that ids, files and pictures use. */
export function endpointName(endpoint: Signer): string {
  return typeof endpoint === 'string' ? endpoint : `r${endpoint}`;
}
