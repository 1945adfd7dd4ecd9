export { ServiceNameField } from './ServiceNameField';
export { validateServiceName } from './validateServiceName';
