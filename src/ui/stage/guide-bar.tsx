/**
 * One sentence and one button above the stage: the opening minute (guide.ts), until it is waved away. When a button
 * stands for two acts, both are ordinary interventions and appear in the session.
 */
import { X } from 'lucide-react';
import { type GuideAct, guideAt, transferAgain } from '../guide.ts';
import { useActions, usePage, useUi } from '../hooks/use-store.ts';
import type { UiStore } from '../state.ts';

export function GuideBar() {
  const { store } = usePage();
  const frame = useUi((state) => state.frame);
  const info = useUi((state) => state.info);
  const shown = useUi((state) => state.guide);
  const { setGuide } = useActions();
  if (!shown || frame === null || info === null) return null;
  const step = guideAt(frame, info);
  if (step === null) return null;
  return (
    <section className="guide" aria-label="Guide">
      <p>{step.sentence}</p>
      <button type="button" className="button primary" onClick={() => void perform(store, step.button.act)}>
        {step.button.label}
      </button>
      <button
        type="button"
        className="button quiet icon"
        aria-label="Leave the guide"
        title="Leave the guide"
        onClick={() => setGuide(false)}
      >
        <X size={16} aria-hidden="true" />
      </button>
    </section>
  );
}

async function perform(store: UiStore, act: GuideAct): Promise<void> {
  const { move, intervene } = store.getState().actions;
  switch (act.kind) {
    case 'round':
      await move({ kind: 'round' });
      return;
    case 'recover':
      await intervene({ do: 'recover', replica: act.replica });
      return;
    case 'crash-and-send':
      if (await intervene({ do: 'crash', replica: act.replica })) await sendAgain(store);
  }
}

/** The first client's last transfer once more. */
async function sendAgain(store: UiStore): Promise<void> {
  const { actions, frame } = store.getState();
  const row = transferAgain(frame?.clients[0]?.request?.text ?? '');
  if (row === null)
    actions.notify('faults', { tone: 'info', text: 'Send the next request with Transfer, above.' });
  else await actions.intervene({ do: 'submit', row }, 'transfer');
}
