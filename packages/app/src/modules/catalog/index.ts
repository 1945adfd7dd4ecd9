export { apisModule } from './apisModule';
export { catalogModule } from './catalogModule';
