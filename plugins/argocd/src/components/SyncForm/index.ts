export { SyncForm } from './SyncForm';
