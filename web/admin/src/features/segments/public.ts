export { Orders } from './card/Orders';
export { ProfileSegments } from './card/ProfileSegments';
