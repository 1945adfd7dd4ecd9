export { RequestFailure, type RequestFailureProps } from './RequestFailure';
