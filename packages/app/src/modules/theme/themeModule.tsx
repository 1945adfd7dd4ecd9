import { createFrontendModule } from '@backstage/frontend-plugin-api';
import { ThemeBlueprint } from '@backstage/plugin-app-react';
import { UnifiedThemeProvider } from '@backstage/theme';
import { RiMoonLine, RiSunLine } from '@remixicon/react';
import { darkPalette, lightPalette } from './palettes';
import { portalTheme } from './portalTheme';

const light = portalTheme(lightPalette);
const dark = portalTheme(darkPalette);

const lightTheme = ThemeBlueprint.make({
  name: 'light',
  params: {
    theme: {
      id: 'light',
      title: 'Light',
      variant: 'light',
      icon: <RiSunLine />,
      Provider: ({ children }) => (
        <UnifiedThemeProvider theme={light} themeName="golden-path">
          {children}
        </UnifiedThemeProvider>
      ),
    },
  },
});

const darkTheme = ThemeBlueprint.make({
  name: 'dark',
  params: {
    theme: {
      id: 'dark',
      title: 'Dark',
      variant: 'dark',
      icon: <RiMoonLine />,
      Provider: ({ children }) => (
        <UnifiedThemeProvider theme={dark} themeName="golden-path">
          {children}
        </UnifiedThemeProvider>
      ),
    },
  },
});

/** The portal's light and dark looks. */
export const themeModule = createFrontendModule({
  pluginId: 'app',
  extensions: [lightTheme, darkTheme],
});
