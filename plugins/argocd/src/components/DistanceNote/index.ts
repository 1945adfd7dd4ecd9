export { DistanceNote } from './DistanceNote';
