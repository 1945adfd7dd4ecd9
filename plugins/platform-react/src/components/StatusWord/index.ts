export {
  StatusWord,
  type StatusTone,
  type StatusWordProps,
} from './StatusWord';
