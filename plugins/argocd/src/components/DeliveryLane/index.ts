export { DeliveryLane } from './DeliveryLane';
