export { BusyNote } from './BusyNote';
