export { segmentsQuery } from './api';
export { useSeen } from './builder/useSeen';
export { Orders } from './card/Orders';
export { ProfileSegments } from './card/ProfileSegments';
export { useComputedLabels } from './computed/labels';
export { useSegmentNames } from './useSegmentNames';
