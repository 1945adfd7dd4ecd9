import { palettes } from '@backstage/theme';

const navigation = {
  background: '#14213d',
  indicator: '#f2b33d',
  color: '#c3cde0',
  selectedColor: '#ffffff',
  navItem: { hoverBackground: '#22335a' },
  submenu: { background: '#1b2b4d' },
};

/**
 * The same colours as in tokens.css, for the pages that still draw with
 * Material UI. Material UI computes shades, so it needs values, not variables.
 */
export const lightPalette = {
  ...palettes.light,
  background: { default: '#f4f6f9', paper: '#ffffff' },
  text: { primary: '#15202f', secondary: '#536072' },
  primary: { main: '#24479c' },
  secondary: { main: '#8a5100' },
  status: {
    ok: '#14713a',
    warning: '#8a5100',
    error: '#b3261e',
    running: '#1d5bbf',
    pending: '#8a5100',
    aborted: '#536072',
  },
  border: '#dfe4eb',
  divider: '#dfe4eb',
  textContrast: '#15202f',
  textSubtle: '#536072',
  textVerySubtle: '#dfe4eb',
  link: '#24479c',
  linkHover: '#1b3678',
  navigation,
  tabbar: { indicator: '#24479c' },
};

/** The dark twin of {@link lightPalette}. */
export const darkPalette = {
  ...palettes.dark,
  background: { default: '#0e131a', paper: '#171e28' },
  text: { primary: '#e9edf3', secondary: '#a8b4c4' },
  primary: { main: '#a5bfff' },
  secondary: { main: '#f3b95f' },
  status: {
    ok: '#63d494',
    warning: '#f3b95f',
    error: '#ff938c',
    running: '#86b6ff',
    pending: '#f3b95f',
    aborted: '#a8b4c4',
  },
  border: '#2c3747',
  divider: '#2c3747',
  textContrast: '#e9edf3',
  textSubtle: '#a8b4c4',
  textVerySubtle: '#5d6c80',
  link: '#a5bfff',
  linkHover: '#c0d2ff',
  navigation: {
    ...navigation,
    background: '#0b1220',
    navItem: { hoverBackground: '#1b2740' },
    submenu: { background: '#141d2f' },
  },
  tabbar: { indicator: '#a5bfff' },
};

/** One of the two palettes. */
export type PortalPalette = typeof lightPalette | typeof darkPalette;
