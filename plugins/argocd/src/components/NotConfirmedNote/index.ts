export { NotConfirmedNote } from './NotConfirmedNote';
