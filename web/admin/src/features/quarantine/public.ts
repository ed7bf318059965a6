export { useReasons } from './useReasons';
