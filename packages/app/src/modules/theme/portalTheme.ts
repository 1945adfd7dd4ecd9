import {
  createUnifiedTheme,
  defaultTypography,
  genPageTheme,
} from '@backstage/theme';
import { darkPalette, lightPalette } from './palettes';

type PortalPalette = typeof lightPalette | typeof darkPalette;

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
    components: {
      BackstageHeader: {
        styleOverrides: {
          header: {
            boxShadow: 'none',
            borderBottom: `1px solid ${palette.border}`,
          },
        },
      },
      BackstageSidebarItem: {
        styleOverrides: { label: { fontWeight: 500 }, root: { height: 44 } },
      },
      MuiButton: { styleOverrides: { root: { textTransform: 'none' } } },
      MuiTab: { styleOverrides: { root: { textTransform: 'none' } } },
      MuiPaper: { styleOverrides: { rounded: { borderRadius: 8 } } },
    },
  });
}
