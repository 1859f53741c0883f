/**
 * What must hold before a transaction changes anything (LEDGER §1.2, §1.3), one predicate per line in the
 * listed order: the first that fails gives the code. Rules read; execute.ts writes.
 */
import { unreachable } from '../kernel/assert.ts';
import { type Account, balanceOf, exists, readAccount, readReserve } from './account.ts';
import { amountEnd, assetOfNumber } from './assets.ts';
import { type Code, codes } from './codes.ts';
import { gatewayAccount, type SignatureVerifier } from './keys.ts';
import { seenDepositKey } from './state-keys.ts';
import type { Body, Deposit, Transaction, Transfer } from './transaction.ts';
import type { StateView } from './view.ts';

/** What is the same for every transaction of a ledger. */
export interface Setting {
  readonly chainId: number;
  readonly verifier: SignatureVerifier;
}

/** One transaction about to be executed. */
export interface Attempt {
  readonly setting: Setting;
  /** The slot: the only clock that the ledger knows. */
  readonly height: bigint;
  readonly transaction: Transaction;
  /** Record of the envelope's account. */
  readonly signer: Account;
  readonly view: Pick<StateView, 'get'>;
}

/** Bodies that this ledger can carry out; the others are encoded and hashed only, and get E_DECODE. */
export type Executable = Deposit | Transfer;

export function isExecutable(body: Body): body is Executable {
  return body.kind === 'deposit' || body.kind === 'transfer';
}

/** Codes 2 to 6: nothing was authorised, so a failure leaves the nonce as it is. */
export function checkCommon(attempt: Attempt): Code {
  return firstFailure(commonRules, attempt);
}

/** The rules of the body: a failure consumes the nonce, so that a refused order cannot succeed later. */
export function checkBody(attempt: Attempt, body: Executable): Code {
  switch (body.kind) {
    case 'deposit':
      return firstFailure(depositRules, { ...attempt, body, payee: readAccount(attempt.view, body.account) });
    case 'transfer':
      return firstFailure(transferRules, { ...attempt, body, payee: readAccount(attempt.view, body.to) });
    default:
      return unreachable(body);
  }
}

type Rule<A> = readonly [code: Code, holds: (attempt: A) => boolean];
/** `payee` is the record of the account that receives. */
type Paying<B> = Attempt & { readonly body: B; readonly payee: Account };

function firstFailure<A>(rules: readonly Rule<A>[], attempt: A): Code {
  for (const [code, holds] of rules) if (!holds(attempt)) return code;
  return codes.OK;
}

const commonRules: readonly Rule<Attempt>[] = [
  [codes.E_CHAIN, ({ transaction, setting }) => transaction.envelope.chainId === setting.chainId],
  [codes.E_EXPIRED, ({ transaction, height }) => height <= transaction.envelope.expiryHeight],
  [codes.E_ACCOUNT, ({ signer }) => exists(signer)],
  [codes.E_AUTH, isAuthorised],
  [codes.E_NONCE, isNextNonce],
];

const depositRules: readonly Rule<Paying<Deposit>>[] = [
  [codes.E_AMOUNT, ({ body }) => body.amount > 0n],
  [codes.E_ASSET, ({ body }) => assetOfNumber(body.asset) !== null],
  [codes.E_ACCOUNT, ({ payee }) => exists(payee)],
  [codes.E_DUP, ({ body, view }) => view.get(seenDepositKey(body.depositId)) === null],
  [codes.E_OVERFLOW, ({ body, view }) => readReserve(view, body.asset) + body.amount < amountEnd],
  [codes.E_OVERFLOW, ({ body, payee }) => canReceive(payee, body)],
];

const transferRules: readonly Rule<Paying<Transfer>>[] = [
  [codes.E_AMOUNT, ({ body }) => body.amount > 0n],
  [codes.E_ASSET, ({ body }) => assetOfNumber(body.asset) !== null],
  [codes.E_ACCOUNT, ({ payee }) => exists(payee)],
  [codes.E_ACCOUNT, ({ body, transaction }) => body.to !== transaction.envelope.account],
  [codes.E_BALANCE, ({ body, signer }) => balanceOf(signer, body.asset) >= body.amount],
  [codes.E_OVERFLOW, ({ body, payee }) => canReceive(payee, body)],
];

/**
 * §1.1: exactly the one signature that is needed, by the account's own key; deposits are the gateway's to
 * sign.
 */
function isAuthorised({ transaction, signer, setting }: Attempt): boolean {
  const { envelope, authorisations, signHash } = transaction;
  const [authorisation] = authorisations;
  if (!authorisation || authorisations.length !== 1) return false;
  if (envelope.body.kind === 'deposit' && envelope.account !== gatewayAccount) return false;
  const { account, scheme, signature } = authorisation;
  if (account !== envelope.account || scheme !== signer.scheme) return false;
  return setting.verifier.verify({ scheme, account, key: signer.key, digest: signHash, signature });
}

/** §1.1: exactly the account's next nonce, and never the last that fits, which could not be counted past. */
function isNextNonce({ transaction, signer }: Attempt): boolean {
  return transaction.envelope.nonce === signer.nonce && signer.nonce < nonceMost;
}

function canReceive(account: Account, { asset, amount }: { asset: number; amount: bigint }): boolean {
  return balanceOf(account, asset) + amount < amountEnd;
}

const nonceMost = (1n << 64n) - 1n;
