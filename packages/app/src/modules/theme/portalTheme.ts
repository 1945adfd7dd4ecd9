import {
  createUnifiedTheme,
  defaultTypography,
  genPageTheme,
} from '@backstage/theme';
import { materialOverrides } from './materialOverrides';
import type { PortalPalette } from './palettes';

const fontFamily =
  'system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", Arial, sans-serif';

/** A Material UI theme that looks like the rest of the portal. */
export function portalTheme(palette: PortalPalette) {
  const header = genPageTheme({
    colors: [palette.background.default],
    shape: 'none',
    options: { fontColor: palette.text.primary },
  });
  const plainHeader = { ...header, backgroundImage: 'none' };
  return createUnifiedTheme({
    palette,
    fontFamily,
    typography: { ...defaultTypography, fontFamily, htmlFontSize: 16 },
    defaultPageTheme: 'home',
    pageTheme: Object.fromEntries(
      [
        'home',
        'documentation',
        'tool',
        'service',
        'website',
        'library',
        'other',
        'app',
        'apis',
        'card',
      ].map(id => [id, plainHeader]),
    ),
    components: materialOverrides(palette),
  });
}
