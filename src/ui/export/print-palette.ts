/** What figures are printed in: the light palette on white, whatever the page shows at the moment. */
import { cssName, PALETTES, type Palette, type TokenName } from '../tokens.ts';

export const PRINT: Palette = { ...PALETTES.light, paper: '#FFFFFF' };

/** Looks at the page as if it were printed; nothing of it is ever painted. */
export function asPrinted<T>(look: () => T): T {
  const sheet = new CSSStyleSheet();
  const tokens = (Object.keys(PRINT) as TokenName[]).map(
    (token) => `${cssName(token)}: ${PRINT[token]} !important;`,
  );
  sheet.replaceSync(
    `:root { ${tokens.join(' ')} }
     * { transition: none !important; animation: none !important; forced-color-adjust: none !important; }`,
  );
  const before = document.adoptedStyleSheets;
  document.adoptedStyleSheets = [...before, sheet];
  try {
    return look();
  } finally {
    document.adoptedStyleSheets = before;
  }
}
