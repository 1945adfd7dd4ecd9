import { apisModule, catalogModule } from './catalog';
import { createModule } from './create';
import { entityModule } from './entity';
import { homeModule } from './home';
import { navModule } from './nav';
import { notFoundModule } from './notFound';
import { signInModule } from './signIn';
import { textModule } from './text';
import { themeModule } from './theme';

/** What the portal adds to its plugins: the shell first, then the pages. */
export const modules = [
  signInModule,
  themeModule,
  textModule,
  navModule,
  notFoundModule,
  homeModule,
  createModule,
  catalogModule,
  apisModule,
  entityModule,
];
