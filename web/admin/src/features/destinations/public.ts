export { ReceivedBy } from './ReceivedBy';
