import { FileTextOutlined, InboxOutlined } from '@ant-design/icons';
import { useRef, useState, type DragEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '@/lib/format/useFormat';
import styles from './imports.module.css';

interface DropZoneProps {
  file: File | null;
  disabled?: boolean;
  onFile: (file: File) => void;
}

/** A place to drop a file on; by keyboard and by touch it is the browser's own choice of a file. */
export function DropZone({ file, disabled, onFile }: DropZoneProps) {
  const { t } = useTranslation('imports');
  const format = useFormat();
  const [over, setOver] = useState(false);
  // Moving onto a child leaves the parent, so the entries are counted.
  const depth = useRef(0);
  const drop = (event: DragEvent) => {
    event.preventDefault();
    depth.current = 0;
    setOver(false);
    const dropped = event.dataTransfer.files[0];
    if (dropped && !disabled) onFile(dropped);
  };
  return (
    <label className={styles.drop} data-over={over} data-disabled={disabled} data-full={file !== null}
      onDragEnter={(event) => {
        event.preventDefault();
        depth.current++;
        setOver(true);
      }}
      onDragLeave={() => { if (--depth.current <= 0) setOver(false); }} onDragOver={(event) => event.preventDefault()} onDrop={drop}>
      <input type="file" className="visually-hidden" disabled={disabled} accept=".csv,.tsv,.txt,.xlsx,.parquet,.json,.jsonl,.ndjson,.gz" onChange={(event) => {
        const picked = event.target.files?.[0];
        if (picked) onFile(picked);
        event.target.value = ''; // The same file can be chosen again after it was changed.
      }} />
      {file ? <FileTextOutlined aria-hidden="true" /> : <InboxOutlined aria-hidden="true" />}
      {file ? <><b translate="no">{file.name}</b><span>{t('drop.size', { size: format.bytes(file.size) })}</span></> : <><b>{t('drop.title')}</b><span>{t('drop.formats')}</span></>}
    </label>
  );
}
