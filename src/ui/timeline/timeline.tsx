/** The timeline strip: what the run consists of, mark by mark, in time. */
import { useUi } from '../hooks/use-store.ts';

export function Timeline() {
  const info = useUi((state) => state.info);
  return <p>{info?.marks.length ?? 0} marks</p>;
}
