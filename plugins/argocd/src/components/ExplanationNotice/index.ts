export { ExplanationNotice } from './ExplanationNotice';
