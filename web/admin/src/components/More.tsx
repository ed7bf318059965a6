import { Button } from 'antd';
import { useEffect, useRef } from 'react';
import styles from './components.module.css';

interface MoreProps {
  label: string;
  /** How many there are now: as long as the end is in view, each time that there are more it asks again. */
  count: number;
  loading?: boolean;
  onMore?: () => void;
}

/** The end of a list that goes on: asks for more when it comes near the window; a button for those who do not scroll. */
export function More({ label, count, loading = false, onMore }: MoreProps) {
  const mark = useRef<HTMLDivElement>(null);
  const latest = useRef(onMore);
  useEffect(() => { latest.current = onMore; });
  useEffect(() => {
    const observer = new IntersectionObserver(([entry]) => { if (entry?.isIntersecting) latest.current?.(); }, { rootMargin: '600px' });
    if (!loading && mark.current) observer.observe(mark.current);
    return () => observer.disconnect();
  }, [loading, count]);
  return <div ref={mark} className={styles.more}><Button type="text" loading={loading} onClick={onMore}>{label}</Button></div>;
}
