/**
 * The first stop of the Tab key: past header and story to the stage, where the guide’s button comes next.
 * A button and no link, because the address of the page is the session.
 */
import './skip-to-stage.css';

export const STAGE_ID = 'main-stage';

export function SkipToStage() {
  return (
    <button
      type="button"
      className="button primary skip-to-stage"
      onClick={() => document.getElementById(STAGE_ID)?.focus()}
    >
      Skip to the stage
    </button>
  );
}
