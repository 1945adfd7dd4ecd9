export { redactMessage } from '@golden-path/plugin-platform-node';
