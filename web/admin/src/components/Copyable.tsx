import { CheckOutlined, CopyOutlined } from '@ant-design/icons';
import { Button, Tooltip } from 'antd';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import styles from './components.module.css';

/** A button that copies; says for two seconds that it did. */
export function CopyButton({ value, label }: { value: string; label?: string }) {
  const { t } = useTranslation();
  const [copied, setCopied] = useState(false);
  useEffect(() => {
    if (!copied) return;
    const timer = setTimeout(() => setCopied(false), 2_000);
    return () => clearTimeout(timer);
  }, [copied]);
  const title = copied ? t('copied') : (label ?? t('copy'));
  return (
    <Tooltip title={title}>
      <Button type="text" size="small" icon={copied ? <CheckOutlined /> : <CopyOutlined />} aria-label={title} onClick={(event) => {
        event.stopPropagation();
        void copy(value).then(setCopied);
      }} />
    </Tooltip>
  );
}

/** A value that is often needed elsewhere: an id, a phone, a key. */
export function Copyable({ value, children, code }: { value: string; children?: React.ReactNode; code?: boolean }) {
  return <span className={styles.copy}>{code ? <code>{children ?? value}</code> : <span>{children ?? value}</span>}<CopyButton value={value} /></span>;
}

/** A secret that is shown this once. */
export function SecretValue({ value, label }: { value: string; label: string }) {
  return <div className={styles.secret}><code aria-label={label}>{value}</code><CopyButton value={value} /></div>;
}

/** Code to take away. */
export function Snippet({ code, label }: { code: string; label: string }) {
  // A block that scrolls must be reachable without a mouse.
  // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex
  return <div className={styles.snippet}><pre tabIndex={0} aria-label={label}>{code}</pre><CopyButton value={code} /></div>;
}

/** Copies; false when the browser does not let it. The clipboard's API exists on https and on the machine itself alone; inside a company's network it is often plain http. */
export async function copy(text: string): Promise<boolean> {
  if (navigator.clipboard as Clipboard | undefined) {
    return navigator.clipboard.writeText(text).then(() => true, () => false);
  }
  const area = document.createElement('textarea');
  area.value = text;
  document.body.append(area);
  area.select();
  const done = document.execCommand('copy');
  area.remove();
  return done;
}
