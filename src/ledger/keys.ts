/**
 * Who may sign for an account. The ledger knows a scheme and 32 bytes per account, never a secret; whether a
 * signature is good is asked of a verifier that is passed in. Test keys come from the run's authenticator,
 * hence from its seed.
 */
import type { Authenticator } from '../kernel/authenticator.ts';
import type { AccountSigner, Digest, Hex } from '../kernel/ids.ts';
import { ed25519Scheme, simulatedScheme } from './account.ts';
import type { AssetName } from './assets.ts';

/** The question whether `signature` is good. */
export interface SignedStatement {
  readonly scheme: number;
  readonly account: number;
  /** As the account's record holds it. */
  readonly key: Hex;
  readonly digest: Digest;
  /** 64 bytes. */
  readonly signature: Hex;
}

/** Pure and total; every replica must use the same one. */
export interface SignatureVerifier {
  verify(statement: SignedStatement): boolean;
}

export interface GenesisAccount {
  readonly account: number;
  readonly scheme: number;
  readonly key: Hex;
}

/**
 * State before the first slot, as plain data. Opening balances count as reserve; amounts in smallest units.
 */
export interface LedgerGenesis {
  readonly chainId: number;
  readonly accounts: readonly GenesisAccount[];
  readonly balances?: readonly {
    readonly account: number;
    readonly asset: AssetName;
    readonly amount: string;
  }[];
}

/** Signs deposits: the only account whose word brings money in. */
export const gatewayAccount = 0;
/** Number of this ledger in everything signed for it. */
export const defaultChainId = 77;

/**
 * Judges by the authenticator's keys; an account whose recorded key is not the authenticator's signs nothing.
 */
export function createVerifier(authenticator: Authenticator): SignatureVerifier {
  const scheme = schemeOf(authenticator);
  const keys = new Map<number, Hex>();
  const keyOf = (account: number): Hex => {
    let key = keys.get(account);
    if (key === undefined) {
      key = authenticator.publicKey(signerName(account));
      keys.set(account, key);
    }
    return key;
  };
  return {
    verify(statement) {
      if (statement.scheme !== scheme || statement.key !== keyOf(statement.account)) return false;
      const signature = unpad(scheme, statement.signature);
      return (
        signature !== null && authenticator.verify(signerName(statement.account), statement.digest, signature)
      );
    },
  };
}

/**
 * A genesis in which the gateway and `accounts` exist, with the authenticator's keys; duplicates count once.
 */
export function createGenesis(
  authenticator: Authenticator,
  accounts: readonly number[],
  more: Partial<Pick<LedgerGenesis, 'chainId' | 'balances'>> = {},
): LedgerGenesis {
  const scheme = schemeOf(authenticator);
  const numbers = [...new Set([gatewayAccount, ...accounts])].sort((a, b) => a - b);
  const keyed = numbers.map((account) => ({
    account,
    scheme,
    key: authenticator.publicKey(signerName(account)),
  }));
  return { chainId: defaultChainId, accounts: keyed, ...more };
}

/** The 64 bytes of `account`'s signature on `digest`. */
export function signAs(authenticator: Authenticator, account: number, digest: Digest): Hex {
  return authenticator.sign(signerName(account), digest).padEnd(signatureDigits, '0');
}

export function schemeOf(authenticator: Authenticator): number {
  return authenticator.kind === 'ed25519' ? ed25519Scheme : simulatedScheme;
}

/**
 * The authenticator's own form: a simulated tag fills half of the 64 bytes, and the other half must be zero.
 */
function unpad(scheme: number, signature: Hex): Hex | null {
  if (scheme === ed25519Scheme) return signature;
  return signature.endsWith(zeroHalf) ? signature.slice(0, -zeroHalf.length) : null;
}

function signerName(account: number): AccountSigner {
  return `a${account}`;
}

const signatureDigits = 128;
const zeroHalf = '0'.repeat(64);
