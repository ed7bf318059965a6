export { ColumnsField } from './ColumnsField';
export { ExportButton } from './ExportButton';
export { useColumnLabels } from './useColumns';
