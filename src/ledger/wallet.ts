/** Builds signed transactions for accounts whose test keys the run's authenticator holds. */
import type { Authenticator } from '../kernel/authenticator.ts';
import type { Digest, Hex } from '../kernel/ids.ts';
import { type AssetName, assetOf } from './assets.ts';
import { defaultChainId, gatewayAccount, schemeOf, signAs } from './keys.ts';
import { type Body, type Envelope, signHash, writeTransaction } from './transaction.ts';

/** Amounts in smallest units; the results are raw transactions, what a request's `operation` is. */
export interface Wallet {
  /** Signed by the custody gateway, whose nonce it uses. */
  signDeposit(deposit: {
    readonly account: number;
    readonly asset: AssetName;
    readonly amount: bigint;
    readonly depositId: Digest;
    readonly nonce: number;
  }): Hex;
  /** Signed by the payer, whose nonce it uses. */
  signTransfer(transfer: {
    readonly from: number;
    readonly to: number;
    readonly asset: AssetName;
    readonly amount: bigint;
    readonly nonce: number;
  }): Hex;
}

export interface WalletOptions {
  readonly chainId?: number;
  /**
   * Last slot in which the transactions may be executed; the largest number there is unless told otherwise.
   */
  readonly expiryHeight?: bigint;
}

export function createWallet(authenticator: Authenticator, options: WalletOptions = {}): Wallet {
  const { chainId = defaultChainId, expiryHeight = neverExpires } = options;
  const sign = (account: number, nonce: number, body: Body): Hex =>
    signEnvelope(authenticator, { version: 1, chainId, account, nonce: BigInt(nonce), expiryHeight, body });
  return {
    signDeposit: ({ account, asset, amount, depositId, nonce }) =>
      sign(gatewayAccount, nonce, {
        kind: 'deposit',
        account,
        asset: assetOf(asset).number,
        amount,
        depositId,
      }),
    signTransfer: ({ from, to, asset, amount, nonce }) =>
      sign(from, nonce, { kind: 'transfer', to, asset: assetOf(asset).number, amount }),
  };
}

/** Any envelope, signed by its own account. */
export function signEnvelope(authenticator: Authenticator, envelope: Envelope): Hex {
  const { account } = envelope;
  const signature = signAs(authenticator, account, signHash(envelope));
  return writeTransaction(envelope, [{ account, scheme: schemeOf(authenticator), signature }]);
}

const neverExpires = (1n << 64n) - 1n;
