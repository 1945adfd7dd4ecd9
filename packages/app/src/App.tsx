import { createApp } from '@backstage/frontend-defaults';
import { createModule } from './modules/create';
import { entityModule } from './modules/entity';
import { homeModule } from './modules/home';
import { navModule } from './modules/nav';
import { signInModule } from './modules/signIn';
import { textModule } from './modules/text';
import { themeModule } from './modules/theme';

const shell = [signInModule, themeModule, textModule, navModule];
const pages = [homeModule, createModule, entityModule];

/** The portal: plugins are discovered, what is its own is listed here. */
export default createApp({ features: [...shell, ...pages] });
