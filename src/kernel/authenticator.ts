/**
 * Signatures, in two kinds with one contract. `simulated` is an ideal signature: a keyed digest whose keys
 * only this module holds, so nobody can forge one without being handed the signer's function; it proves
 * nothing outside the simulation, and the page says so. `ed25519` is the real thing (RFC 8032). Keys derive
 * from the seed: test keys. Results of verification are remembered per host, as a pure function's may be.
 */
import { bytesToHex, digestAfter, digestText, hashPrefix, hexToBytes } from './hash.ts';
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

/**
 * Signatures remembered, good ones and bad ones, before the memory of their kind is emptied and begun again.
 */
const memoryLimit = 16_384;

/** Loads the curve only when it is asked for: it is half of a replica's code. */
export async function createAuthenticator(kind: AuthenticatorKind, seed: number): Promise<Authenticator> {
  if (kind === 'simulated') return createSimulated(seed);
  const { ed25519 } = await import('@noble/curves/ed25519.js');
  const secrets = memoize((signer) => hexToBytes(secretOf(seed, signer)));
  const publicKeys = memoize((signer) => ed25519.getPublicKey(secrets(signer)));
  return remember({
    kind,
    sign: (signer, digest) => bytesToHex(ed25519.sign(hexToBytes(digest), secrets(signer))),
    verify: (signer, digest, signature) => {
      const key = publicKeys(signer);
      return ed25519.verify(hexToBytes(signature as Hex), hexToBytes(digest), key, { zip215: false });
    },
    publicKey: (signer) => bytesToHex(publicKeys(signer)),
  });
}

/**
 * The simulated kind needs nothing loaded, so tests and the inline host can have it at once. A tag is SHA-256
 * of the secret's 64 hex digits, which fill one block, and the digest's: as an ideal signature needs no HMAC,
 * whose outer hash guards against messages of several lengths.
 */
export function createSimulated(seed: number): Authenticator {
  const keys = memoize((signer) => hashPrefix(secretOf(seed, signer)));
  const tag = (signer: Signer, digest: Digest): Signature => digestAfter(keys(signer), digest);
  return remember({
    kind: 'simulated',
    sign: tag,
    verify: (signer, digest, signature) => signature === tag(signer, digest),
    publicKey: (signer) => digestText(`simulated-key/${secretOf(seed, signer)}`),
  });
}

function secretOf(seed: number, signer: Signer): Hex {
  return digestText(`quorumscope/test-key/${seed}/${endpointName(signer)}`);
}

function memoize<T>(make: (signer: Signer) => T): (signer: Signer) => T {
  const made = new Map<Signer, T>();
  return (signer) => {
    let value = made.get(signer);
    if (value === undefined) {
      value = make(signer);
      made.set(signer, value);
    }
    return value;
  };
}

/** Adds the memory and the shape checks that make `verify` total. */
function remember(inner: Authenticator): Authenticator {
  const length = inner.kind === 'simulated' ? 64 : 128;
  const good = new Map<Signature, Statement>();
  const bad = new Set<string>();
  const keep = (signature: Signature, signer: Signer, digest: Digest): void => {
    if (good.size >= memoryLimit) good.clear();
    good.set(signature, { signer, digest });
  };
  return {
    ...inner,
    sign(signer, digest) {
      const signature = inner.sign(signer, digest);
      keep(signature, signer, digest);
      return signature;
    },
    verify(signer, digest, signature) {
      if (typeof signature !== 'string' || signature.length !== length) return false;
      const known = good.get(signature);
      if (known !== undefined && known.signer === signer && known.digest === digest) return true;
      const statement = `${signer}/${digest}/${signature}`;
      if (!hexDigits.test(signature) || bad.has(statement)) return false;
      const isGenuine = inner.verify(signer, digest, signature);
      if (isGenuine) keep(signature, signer, digest);
      else {
        if (bad.size >= memoryLimit) bad.clear();
        bad.add(statement);
      }
      return isGenuine;
    },
  };
}

/** What a genuine signature says. */
interface Statement {
  readonly signer: Signer;
  readonly digest: Digest;
}

const hexDigits = /^[0-9a-f]*$/;
