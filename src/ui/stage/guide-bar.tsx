/**
 * One sentence and one button above the stage: the opening minute (guide.ts), until it is waved away. When a
 * button stands for two acts, both are ordinary interventions and appear in the session.
 */
import { X } from 'lucide-react';
import { useState } from 'react';
import type { Intervention } from '../../runtime/api.ts';
import { isVariant } from '../address.ts';
import { type GuideAct, type GuideStep, guideAt, transferAgain } from '../guide.ts';
import { useActions, usePage, useUi } from '../hooks/use-store.ts';
import { STAGE_ID } from '../skip-to-stage.tsx';
import type { UiStore } from '../state.ts';

export function GuideBar() {
  const { store } = usePage();
  const frame = useUi((state) => state.landed);
  const info = useUi((state) => state.info);
  const shown = useUi((state) => state.guide);
  const changed = useUi((state) => isVariant(state.info?.session, state.catalogue));
  // The guide tells what is true; a seat does not know that.
  if (!shown || frame === null || frame.seat !== undefined || info === null) return null;
  return <Guide now={guideAt(frame, info, !changed)} store={store} />;
}

/** While an act of two parts is under way, its sentence stays. */
function Guide({ now, store }: { readonly now: GuideStep | null; readonly store: UiStore }) {
  const { setGuide, setPanel } = useActions();
  const [held, setHeld] = useState<GuideStep | null>(null);
  const step = held ?? now;
  if (step === null) return null;
  // The button goes, so the focus goes on to what it spoke of.
  const leave = () => {
    setGuide(false);
    document.getElementById(STAGE_ID)?.focus();
  };
  const learn = () => {
    store.setState({ storyTab: 'lessons' });
    setPanel('feed', true);
  };
  const press = async () => {
    if (held !== null) return;
    setHeld(step.button.act.kind === 'round' ? null : step);
    await perform(store, step.button.act);
    setHeld(null);
  };
  return (
    <section className="guide" aria-label="Guide">
      <p>{step.sentence}</p>
      <button
        type="button"
        className="button primary"
        aria-disabled={held !== null}
        onClick={() => void press()}
      >
        {step.button.label}
      </button>
      {step.lessons === true && (
        <button type="button" className="link guide-lessons" onClick={learn}>
          Or take a lesson
        </button>
      )}
      <button
        type="button"
        className="button quiet icon"
        aria-label="Leave the guide"
        title="Leave the guide"
        onClick={leave}
      >
        <X size={16} aria-hidden="true" />
      </button>
    </section>
  );
}

async function perform(store: UiStore, act: GuideAct): Promise<void> {
  const { move, intervene, interveneAll } = store.getState().actions;
  switch (act.kind) {
    case 'round':
      await move({ kind: 'round' });
      return;
    case 'until-answer':
      await move({ kind: 'answer' });
      return;
    case 'recover':
      await intervene({ do: 'recover', replica: act.replica });
      return;
    case 'leave':
      store.getState().actions.setGuide(false);
      return;
    case 'send':
      await interveneAll(sendAgain(store), 'transfer');
      return;
    case 'crash-and-send':
      await interveneAll([{ do: 'crash', replica: act.replica }, ...sendAgain(store)]);
  }
}

/** The first client's last transfer once more; none where there was no transfer. */
function sendAgain(store: UiStore): readonly Intervention[] {
  const { actions, frame } = store.getState();
  const row = transferAgain(frame?.clients[0]?.request?.text ?? '');
  if (row !== null) return [{ do: 'submit', row }];
  actions.notify('faults', { tone: 'info', text: 'Send the next request with Transfer, above.' });
  return [];
}
