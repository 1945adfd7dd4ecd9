export { PhaseList } from './PhaseList';
export { phaseWords } from './phaseWords';
