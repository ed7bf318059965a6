import { Tooltip } from 'antd';
import { useFormat } from '@/lib/format/useFormat';
import styles from './Meter.module.css';

interface MeterProps {
  /** 0 to 1; null or NaN where there is nothing to take a share of. */
  share: number | null;
  /** What the share is of, for screen readers and the tooltip. */
  label: string;
  tone?: 'good' | 'warn' | 'bad';
  /** Beside the bar instead of the per cent. */
  text?: string;
}

/** A share as a bar within a line of text. */
export function Meter({ share, label, tone, text }: MeterProps) {
  const format = useFormat();
  const known = share !== null && Number.isFinite(share);
  return (
    <Tooltip title={label}>
      <span className={styles.meter} data-tone={tone}>
        <i aria-hidden="true"><b style={{ width: `${known ? Math.min(100, Math.max(share > 0 ? 2 : 0, share * 100)) : 0}%` }} /></i>
        <span>{text ?? format.percent(known ? share : null)}</span>
        <span className="visually-hidden">{label}</span>
      </span>
    </Tooltip>
  );
}

/** Parts of a whole as one bar; the parts are told by their order from dark to light and by the words under the pointer. */
export function Parts({ parts, label }: { parts: { name: string; value: number }[]; label: string }) {
  const format = useFormat();
  const sum = parts.reduce((total, part) => total + part.value, 0);
  const words = parts.map((part) => `${part.name}: ${format.number(part.value)}${sum > 0 ? ` (${format.percent(part.value / sum)})` : ''}`);
  return (
    <Tooltip title={<>{words.map((line) => <div key={line}>{line}</div>)}</>}>
      <span className={styles.parts}>
        <i aria-hidden="true">{parts.map((part, i) => part.value > 0 && <b key={part.name} data-step={i} style={{ flexGrow: part.value }} />)}</i>
        <span className="visually-hidden">{label}. {words.join(', ')}</span>
      </span>
    </Tooltip>
  );
}
