export { ProfileTasks } from './ProfileTasks';
export { useAssignees } from './queries';
export { DueInput } from './DueInput';
