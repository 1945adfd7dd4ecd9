/**
 * What the screens of all plugins share: ages, states, links, failures, and lists that renew themselves.
 *
 * @packageDocumentation
 */
export { ageOf } from './ageOf';
export { reasonOf } from './reasonOf';
export { startPoll, type Poll, type PollOptions } from './startPoll';
export { statusCodeOf } from './statusCodeOf';
export { webUrl } from './webUrl';
export { useEntityNames } from './hooks/useEntityNames';
export {
  useListAddress,
  type ListNavigation,
  type PagedView,
  type ViewAddress,
} from './hooks/useListAddress';
export { useNow } from './hooks/useNow';
export {
  usePolled,
  type Polled,
  type UsePolledOptions,
} from './hooks/usePolled';
export { Age, type AgeProps } from './components/Age';
export { DetailSection } from './components/DetailSection';
export {
  ExternalLink,
  type ExternalLinkProps,
} from './components/ExternalLink';
export { FilterPanel, type FilterPanelProps } from './components/FilterPanel';
export {
  ReasonedButton,
  type ReasonedButtonProps,
} from './components/ReasonedButton';
export {
  RequestFailure,
  type RequestFailureProps,
} from './components/RequestFailure';
export {
  StatusWord,
  type StatusTone,
  type StatusWordProps,
} from './components/StatusWord';
export { Term } from './components/Term';
