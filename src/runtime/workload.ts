/**
 * Rows of a workload become signed ledger transactions, shared out among the clients. All rows that one
 * account signs go to one client, in order; a row's nonce is the account's next unless the row says
 * otherwise, which is how a double spend is written (DESIGN 7).
 */

import { invariant } from '../kernel/assert.ts';
import type { Authenticator } from '../kernel/authenticator.ts';
import { digestText } from '../kernel/hash.ts';
import type { ClientId, Hex } from '../kernel/ids.ts';
import { parseAmount } from '../ledger/assets.ts';
import { createGenesis, gatewayAccount, type LedgerGenesis } from '../ledger/keys.ts';
import { createWallet } from '../ledger/wallet.ts';
import { microseconds, type Opening, type Row, type ScenarioWorkload } from '../scenarios/types.ts';
import type { ClientPlan } from '../sim/plan.ts';

/** Signs rows one after the other and remembers every account's next nonce. */
export interface RowSigner {
  sign(row: Row): Hex;
  /** Client that carries what this account signs. */
  clientOf(account: number): ClientId;
  /** One that goes on from here by itself. */
  copy(): RowSigner;
}

export function createRowSigner(authenticator: Authenticator, clients: number): RowSigner {
  return signerFrom(authenticator, clients, { nonces: new Map(), clientOf: new Map(), rowNumber: 0 });
}

/** What a signer remembers of the rows before. */
interface Signed {
  readonly nonces: Map<number, number>;
  readonly clientOf: Map<number, ClientId>;
  readonly rowNumber: number;
}

function signerFrom(authenticator: Authenticator, clients: number, signed: Signed): RowSigner {
  const wallet = createWallet(authenticator);
  const { nonces, clientOf } = signed;
  let { rowNumber } = signed;
  return {
    sign(row) {
      rowNumber++;
      const signer = signerOf(row);
      const next = nonces.get(signer) ?? 0;
      const nonce = row.kind === 'transfer' ? (row.nonce ?? next) : next;
      if (nonce === next) nonces.set(signer, next + 1);
      const amount = unitsOf(row);
      if (row.kind === 'transfer') {
        return wallet.signTransfer({ from: row.account, to: row.to, asset: row.asset, amount, nonce });
      }
      const depositId = digestText(`deposit/${row.id ?? rowNumber}`);
      return wallet.signDeposit({ account: row.account, asset: row.asset, amount, depositId, nonce });
    },
    clientOf(account) {
      let client = clientOf.get(account);
      if (client === undefined) {
        client = `c${clientOf.size % clients}`;
        clientOf.set(account, client);
      }
      return client;
    },
    copy() {
      const copied = { nonces: new Map(nonces), clientOf: new Map(clientOf), rowNumber };
      return signerFrom(authenticator, clients, copied);
    },
  };
}

/** Every client's operations. `count` limits the rows taken, from the first one on. */
export function shareOut(
  rows: readonly Row[],
  workload: ScenarioWorkload,
  signer: RowSigner,
): readonly ClientPlan[] {
  const operations = new Map<ClientId, Hex[]>();
  for (let i = 0; i < workload.clients; i++) operations.set(`c${i}`, []);
  for (const row of rows.slice(0, workload.count ?? rows.length)) {
    operations.get(signer.clientOf(signerOf(row)))?.push(signer.sign(row));
  }
  const every = microseconds(workload.everyMs);
  return [...operations].map(([id, list]) => ({ id, operations: list, every }));
}

/** The gateway, every account the rows name, and those with an opening balance. */
export function genesisOf(
  authenticator: Authenticator,
  rows: readonly Row[],
  opening: readonly Opening[],
): LedgerGenesis {
  const accounts = new Set<number>(opening.map(({ account }) => account));
  for (const row of rows) {
    accounts.add(row.account);
    if (row.kind === 'transfer') accounts.add(row.to);
  }
  const balances = opening.map((entry) => ({
    account: entry.account,
    asset: entry.asset,
    amount: unitsOf(entry).toString(),
  }));
  return createGenesis(authenticator, [...accounts], { balances });
}

function signerOf(row: Row): number {
  return row.kind === 'deposit' ? gatewayAccount : row.account;
}

function unitsOf({ amount, asset }: Pick<Opening, 'amount' | 'asset'>): bigint {
  const parsed = parseAmount(amount, asset);
  invariant('ok' in parsed, `a checked amount expected, found ${amount}`);
  return parsed.ok;
}
