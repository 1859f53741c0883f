/**
 * Executes decided operations (LEDGER §1.2). Total: whatever the bytes, there is a receipt, so replicas never
 * have to agree whether a slot is valid. Each transaction meets the state that the one before it left.
 */
import { unreachable } from '../kernel/assert.ts';
import type { Digest, Hex, Slot } from '../kernel/ids.ts';
import { isHex } from '../kernel/signed.ts';
import {
  type Account,
  balanceOf,
  readAccount,
  readReserve,
  withBalance,
  writeAccount,
  writeReserve,
} from './account.ts';
import { type Code, codes } from './codes.ts';
import { limits } from './limits.ts';
import { type LedgerEvent, writeReceipt } from './receipt.ts';
import { checkBody, checkCommon, type Executable, isExecutable, type Setting } from './rules.ts';
import { seenDepositKey } from './state-keys.ts';
import { type Deposit, readTransaction, type Transfer, txIdOf } from './transaction.ts';
import type { Trie } from './trie.ts';
import { type StateView, viewOf } from './view.ts';

/** The state after the operations of one slot, and a receipt for each of them. */
export function executeSlot(
  trie: Trie,
  slot: Slot,
  operations: readonly Hex[],
  setting: Setting,
): { readonly trie: Trie; readonly receipts: readonly Hex[] } {
  const view = viewOf(trie);
  const receipts: Hex[] = [];
  for (const operation of operations) {
    const outcome = execute(view, BigInt(slot), operation, setting);
    receipts.push(writeReceipt({ index: receipts.length, ...outcome }));
  }
  return { trie: view.trie(), receipts };
}

export interface Outcome {
  readonly txId: Digest;
  readonly code: Code;
  readonly events: readonly LedgerEvent[];
}

/** One operation against a view of the state; only this function decides whether the nonce is used up. */
export function execute(view: StateView, height: bigint, operation: Hex, setting: Setting): Outcome {
  const decoded = readTransaction(operation);
  if ('refused' in decoded) return refused(txIdOf(bytesOf(operation)), codes.E_DECODE);
  const { txId, envelope } = decoded.ok;
  const { account, body } = envelope;
  if (!isExecutable(body)) return refused(txId, codes.E_DECODE);
  const signer = readAccount(view, account);
  const attempt = { setting, height, transaction: decoded.ok, signer, view };
  const common = checkCommon(attempt);
  if (common !== codes.OK) return refused(txId, common);
  const code = checkBody(attempt, body);
  writeAccount(view, account, { ...signer, nonce: signer.nonce + 1n });
  return code === codes.OK ? { txId, code, events: [carryOut(view, account, body)] } : refused(txId, code);
}

function carryOut(view: StateView, account: number, body: Executable): LedgerEvent {
  switch (body.kind) {
    case 'deposit':
      return deposit(view, body);
    case 'transfer':
      return transfer(view, account, body);
    default:
      return unreachable(body);
  }
}

/** §1.3 tag 1: cash += amt; reserve += amt; mark id seen. */
function deposit(view: StateView, { account, asset, amount, depositId }: Deposit): LedgerEvent {
  const record = credit(readAccount(view, account), asset, amount);
  writeAccount(view, account, record);
  writeReserve(view, asset, readReserve(view, asset) + amount);
  view.put(seenDepositKey(depositId), seen);
  return { kind: 'deposited', account, asset, amount, balance: balanceOf(record, asset) };
}

/** §1.3 tag 3: move. */
function transfer(view: StateView, from: number, { to, asset, amount }: Transfer): LedgerEvent {
  writeAccount(view, from, credit(readAccount(view, from), asset, -amount));
  writeAccount(view, to, credit(readAccount(view, to), asset, amount));
  return { kind: 'transferred', from, to, asset, amount };
}

function credit(account: Account, asset: number, amount: bigint): Account {
  return withBalance(account, asset, balanceOf(account, asset) + amount);
}

function refused(txId: Digest, code: Code): Outcome {
  return { txId, code, events: [] };
}

/** What an id is made of: the bytes submitted; nothing, where somebody submitted what is no bytes at all. */
function bytesOf(operation: unknown): Hex {
  return isHex(operation, limits.encodedDigits) ? operation : '';
}

/** The boolean true. */
const seen = '01';
