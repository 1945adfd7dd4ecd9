import { createApp } from '@backstage/frontend-defaults';
import { entityModule } from './modules/entity';
import { homeModule } from './modules/home';
import { navModule } from './modules/nav';
import { signInModule } from './modules/signIn';
import { themeModule } from './modules/theme';

/** The portal: what is installed is discovered, what is ours is listed. */
export default createApp({
  features: [signInModule, themeModule, navModule, homeModule, entityModule],
});
