export { RollBackForm } from './RollBackForm';
