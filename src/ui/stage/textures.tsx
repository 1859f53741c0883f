/**
 * Textures for the second and the third value of a slot, one of each per hue (VISUAL 3); the same as on the
 * canvas.
 */
const HUES = ['neutral', 'proposal', 'vote1', 'vote2', 'change'] as const;

export function Textures() {
  return (
    <defs>
      {HUES.map((hue) => (
        <pattern
          key={hue}
          id={`stripes-${hue}`}
          width="4"
          height="4"
          patternUnits="userSpaceOnUse"
          patternTransform="rotate(45)"
        >
          <rect className={`stripe hue-${hue}`} width="2" height="4" />
        </pattern>
      ))}
      {HUES.map((hue) => (
        <pattern key={hue} id={`dots-${hue}`} width="4" height="4" patternUnits="userSpaceOnUse">
          <rect className={`stripe hue-${hue}`} x="1" y="1" width="2" height="2" />
        </pattern>
      ))}
    </defs>
  );
}
