/**
 * Signatures, in two kinds with one contract. `simulated` is an ideal signature: a keyed digest whose keys only this
 * module holds, so nobody can forge one without being handed the signer's function; it proves nothing outside the
 * simulation, and the page says so. `ed25519` is the real thing (RFC 8032). Keys derive from the seed: test keys.
 * Results of verification are remembered per host, as a pure function's may be.
 */
import { hmac } from '@noble/hashes/hmac.js';
import { sha256 } from '@noble/hashes/sha2.js';
import { asciiBytes } from './canonical.ts';
import { bytesToHex, digestText, hexToBytes } from './hash.ts';
import { type Digest, endpointName, type Hex, type Signature, type Signer } from './ids.ts';

export type AuthenticatorKind = 'simulated' | 'ed25519';

export interface Authenticator {
  readonly kind: AuthenticatorKind;
  /** Signs as `signer`. Hosts hand each replica a signer bound to itself, never this. */
  sign(signer: Signer, digest: Digest): Signature;
  /** True iff `signature` is `signer`'s on `digest`; total: any other value gives false. */
  verify(signer: Signer, digest: Digest, signature: unknown): boolean;
  /** Public key as hex (`ed25519`), or an identifier of the secret one (`simulated`). */
  publicKey(signer: Signer): Hex;
}

/** Verifications remembered before the memory is emptied and begun again. */
const memoryLimit = 65_536;

/** Loads the curve only when it is asked for: it is half of a replica's code. */
export async function createAuthenticator(kind: AuthenticatorKind, seed: number): Promise<Authenticator> {
  if (kind === 'simulated') return createSimulated(seed);
  const { ed25519 } = await import('@noble/curves/ed25519.js');
  const secrets = memoize((name) => hexToBytes(secretOf(seed, name)));
  const publicKeys = memoize((name) => ed25519.getPublicKey(secrets(name)));
  return remember({
    kind,
    sign: (signer, digest) => bytesToHex(ed25519.sign(hexToBytes(digest), secrets(endpointName(signer)))),
    verify: (signer, digest, signature) => {
      const key = publicKeys(endpointName(signer));
      return ed25519.verify(hexToBytes(signature as Hex), hexToBytes(digest), key, { zip215: false });
    },
    publicKey: (signer) => bytesToHex(publicKeys(endpointName(signer))),
  });
}

/** The simulated kind needs nothing loaded, so tests and the inline host can have it at once. */
export function createSimulated(seed: number): Authenticator {
  const macs = memoize((name) => hmac.create(sha256, hexToBytes(secretOf(seed, name))));
  const tag = (signer: Signer, digest: Digest): Signature =>
    bytesToHex(macs(endpointName(signer)).clone().update(asciiBytes(digest)).digest());
  return remember({
    kind: 'simulated',
    sign: tag,
    verify: (signer, digest, signature) => signature === tag(signer, digest),
    publicKey: (signer) => digestText(`simulated-key/${secretOf(seed, endpointName(signer))}`),
  });
}

function secretOf(seed: number, name: string): Hex {
  return digestText(`quorumscope/test-key/${seed}/${name}`);
}

function memoize<T>(make: (name: string) => T): (name: string) => T {
  const made = new Map<string, T>();
  return (name) => {
    let value = made.get(name);
    if (value === undefined) {
      value = make(name);
      made.set(name, value);
    }
    return value;
  };
}

/** Adds the memory and the shape checks that make `verify` total. */
function remember(inner: Authenticator): Authenticator {
  const length = inner.kind === 'simulated' ? 64 : 128;
  const verdicts = new Map<string, boolean>();
  const recall = (key: string, judge: () => boolean): boolean => {
    let verdict = verdicts.get(key);
    if (verdict === undefined) {
      if (verdicts.size >= memoryLimit) verdicts.clear();
      verdict = judge();
      verdicts.set(key, verdict);
    }
    return verdict;
  };
  return {
    ...inner,
    sign(signer, digest) {
      const signature = inner.sign(signer, digest);
      recall(`${endpointName(signer)}${digest}${signature}`, () => true);
      return signature;
    },
    verify(signer, digest, signature) {
      if (typeof signature !== 'string' || signature.length !== length || !hexDigits.test(signature))
        return false;
      return recall(`${endpointName(signer)}${digest}${signature}`, () =>
        inner.verify(signer, digest, signature),
      );
    },
  };
}

const hexDigits = /^[0-9a-f]*$/;
