export { ReasonedButton, type ReasonedButtonProps } from './ReasonedButton';
