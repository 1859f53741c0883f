/**
 * Property tests draw the same values on every machine and at every run, so that a red test is red for
 * everybody.
 * `FC_SEED=123 npm test` looks elsewhere.
 */
import fc from 'fast-check';

fc.configureGlobal({ seed: Number(process.env.FC_SEED ?? 2026) });
