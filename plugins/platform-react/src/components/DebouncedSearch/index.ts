export { DebouncedSearch } from './DebouncedSearch';
