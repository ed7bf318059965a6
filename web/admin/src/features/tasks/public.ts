export { ProfileTasks } from './ProfileTasks';
export { DueInput } from './DueInput';
