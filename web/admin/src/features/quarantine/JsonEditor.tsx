import { useId, useMemo, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { jsonFault, type JsonFault } from './jsonFault';
import styles from './quarantine.module.css';

interface JsonEditorProps {
  value: string;
  onChange: (value: string) => void;
  label: string;
  readOnly?: boolean;
}

/** A text area for JSON with numbers of lines, and the line that is wrong marked. */
export function JsonEditor({ value, onChange, label, readOnly }: JsonEditorProps) {
  const { t } = useTranslation('quarantine');
  const id = useId();
  const gutter = useRef<HTMLDivElement>(null);
  const area = useRef<HTMLTextAreaElement>(null);
  const fault = useMemo(() => jsonFault(value), [value]);
  const lines = value.split('\n').length;
  const go = ({ line, column }: JsonFault) => {
    const at = value.split('\n').slice(0, line - 1).reduce((sum, text) => sum + text.length + 1, 0) + column - 1;
    area.current?.focus();
    area.current?.setSelectionRange(at, Math.min(value.length, at + 1));
  };
  return (
    <div className={styles.editor} data-fault={fault !== null}>
      <div className={styles.edit}>
        <div ref={gutter} className={styles.gutter} aria-hidden="true">{Array.from({ length: lines }, (_, i) => <span key={i} data-fault={fault?.line === i + 1}>{i + 1}</span>)}</div>
        <textarea ref={area} translate="no" value={value} readOnly={readOnly} aria-label={label} aria-invalid={fault !== null} aria-describedby={id} spellCheck={false} autoComplete="off" wrap="off" rows={Math.min(28, Math.max(8, lines + 1))}
          onChange={(event) => onChange(event.target.value)} onScroll={(event) => { if (gutter.current) gutter.current.scrollTop = event.currentTarget.scrollTop; }} />
      </div>
      <p id={id} role="status" className={styles.verdict}>
        {fault ? <button type="button" onClick={() => go(fault)}>{t('editor.fault', { line: fault.line, column: fault.column, what: t(`editor.kinds.${fault.kind}`) })}</button> : t('editor.good')}
      </p>
    </div>
  );
}
