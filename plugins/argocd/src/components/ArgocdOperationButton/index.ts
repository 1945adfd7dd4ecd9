export { ArgocdOperationButton } from './ArgocdOperationButton';
