/** Answers calls one after the other, because a second one may depend on what the first simulated. */
import { shortensMarks } from './marks-border.ts';
import type { SeatedEngine } from './seated-engine.ts';
import type { EngineAnswer, EngineCall } from './wire.ts';

/** @param send gets every answer, in the order of the calls */
export function answering(
  engine: SeatedEngine,
  send: (answer: EngineAnswer) => void,
): (call: EngineCall) => void {
  let before: Promise<unknown> = Promise.resolve();
  const shorten = shortensMarks();
  const short = (answered: EngineAnswer): EngineAnswer =>
    'value' in answered ? { ...answered, value: shorten(answered.value) } : answered;
  return (call) => {
    before = before.then(() => answer(engine, call)).then((answered) => send(short(answered)));
  };
}

async function answer(engine: SeatedEngine, { id, method, parameters }: EngineCall): Promise<EngineAnswer> {
  try {
    const call = engine[method] as (...given: readonly unknown[]) => Promise<unknown>;
    return { id, value: await call.apply(engine, [...parameters]) };
  } catch (error) {
    return { id, failed: error instanceof Error ? error.message : String(error) };
  }
}
