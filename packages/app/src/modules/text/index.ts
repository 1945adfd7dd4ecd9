export { textModule } from './textModule';
