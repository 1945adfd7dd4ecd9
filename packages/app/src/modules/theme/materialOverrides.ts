import type { UnifiedThemeOptions } from '@backstage/theme';
import type { PortalPalette } from './palettes';

function backstageOverrides(palette: PortalPalette) {
  return {
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
    BackstageIconLinkVertical: {
      styleOverrides: {
        label: { textTransform: 'none', letterSpacing: 0, fontWeight: 500 },
      },
    },
    BackstageInfoCard: {
      styleOverrides: { header: { padding: '16px 20px' } },
    },
    CatalogReactUserListPicker: {
      styleOverrides: {
        root: { backgroundColor: 'transparent', border: 'none' },
        title: { textTransform: 'none', margin: '8px 0 0' },
        groupWrapper: { margin: '8px 0 16px' },
      },
    },
  };
}

/** What makes the components that are still drawn with Material UI look like the others. */
export function materialOverrides(
  palette: PortalPalette,
): UnifiedThemeOptions['components'] {
  return {
    ...backstageOverrides(palette),
    MuiButton: { styleOverrides: { root: { textTransform: 'none' } } },
    MuiChip: {
      styleOverrides: {
        root: {
          backgroundColor: palette.background.default,
          border: `1px solid ${palette.border}`,
          color: palette.text.primary,
        },
      },
    },
    MuiPaper: {
      styleOverrides: {
        rounded: { borderRadius: 12 },
        elevation1: {
          boxShadow: 'none',
          border: `1px solid ${palette.border}`,
        },
      },
    },
    MuiTab: { styleOverrides: { root: { textTransform: 'none' } } },
    MuiTableCell: {
      styleOverrides: { root: { borderBottomColor: palette.border } },
    },
  };
}
