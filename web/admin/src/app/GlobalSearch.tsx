import { SearchOutlined } from '@ant-design/icons';
import { Input, type InputRef } from 'antd';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import { useSession } from '@/lib/session';
import styles from './Shell.module.css';

/** Searches profiles from anywhere; `/` puts the cursor here. */
export function GlobalSearch() {
  const { t } = useTranslation();
  const { can } = useSession();
  const navigate = useNavigate();
  const box = useRef<InputRef>(null);
  const [text, setText] = useState('');
  useEffect(() => {
    const focus = (event: KeyboardEvent) => {
      if (event.key !== '/' || event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return;
      event.preventDefault();
      box.current?.focus({ cursor: 'all' });
    };
    document.addEventListener('keydown', focus);
    return () => document.removeEventListener('keydown', focus);
  }, []);
  if (!can('profiles:read')) return <span className={styles.search} />;
  return (
    <form role="search" className={styles.search} onSubmit={(event) => {
      event.preventDefault();
      void navigate(`/profiles?query=${encodeURIComponent(text.trim())}`);
    }}>
      <Input ref={box} value={text} onChange={(event) => setText(event.target.value)} allowClear prefix={<SearchOutlined />} suffix={<kbd className={styles.hint}>/</kbd>}
        placeholder={t('search.placeholder')} aria-label={t('search.label')} spellCheck={false} autoComplete="off" />
    </form>
  );
}

function isTyping(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName));
}
