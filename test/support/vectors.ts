/** The fact pack's published numbers, as far as tests read them; the files say how each was computed. */
import { readFileSync } from 'node:fs';

/** test/vectors/commitments.json. Hex digits throughout, amounts as decimal texts. */
export interface Commitments {
  readonly encoding_samples: readonly {
    readonly type: string;
    readonly value?: string;
    readonly hex: string;
  }[];
  readonly transactions: readonly {
    readonly name: string;
    readonly envelope_hex: string;
    readonly sign_hash: string;
    readonly auth: readonly {
      readonly account: number;
      readonly scheme: number;
      readonly pub: string;
      readonly sig: string;
    }[];
    readonly raw_hex: string;
    readonly raw_len: number;
    readonly tx_id: string;
  }[];
  readonly rfc6962: {
    readonly leaves: readonly string[];
    readonly empty_root: string;
    readonly leaf_hashes: readonly string[];
    readonly roots: readonly string[];
    readonly inclusion: readonly {
      readonly index: number;
      readonly size: number;
      readonly proof: readonly string[];
    }[];
    readonly consistency: readonly {
      readonly old: number;
      readonly new: number;
      readonly proof: readonly string[];
    }[];
    readonly node_vector: { readonly left: string; readonly right: string; readonly hash: string };
  };
  readonly compact_smt: {
    readonly sequence: readonly {
      readonly op?: 'put' | 'delete';
      readonly key?: string;
      readonly value?: string;
      readonly root: string;
    }[];
    readonly final_state_proofs: readonly (SparseProof & { readonly key: string })[];
  };
  readonly checkpoint: {
    readonly header_hex: string;
    readonly receipts_hex: readonly string[];
    readonly trader_bundle: { readonly state_value: string; readonly smt_proof: SparseProof };
  };
}

export interface SparseProof {
  readonly siblings_top_down: readonly string[];
  readonly terminal: {
    readonly kind: string;
    readonly value?: string;
    readonly keyhash?: string;
    readonly valuehash?: string;
  };
}

export function commitments(): Commitments {
  const file = new URL('../vectors/commitments.json', import.meta.url);
  // The file is ours and fixed; the interface above describes it.
  return JSON.parse(readFileSync(file, 'utf8')) as Commitments;
}
