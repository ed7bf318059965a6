import { useEffect, useRef, type ReactNode } from 'react';
import { Link } from 'react-router';
import styles from './Sections.module.css';

interface SectionsProps {
  /** What the sections are of, for screen readers. */
  label: string;
  /** The section shown. */
  chosen: string;
  sections: { key: string; label: string; to: string; content: ReactNode }[];
}

/** Sections of a screen, one at a time, each with an address of its own: links, so that they open elsewhere and go back as links do. */
export function Sections({ label, chosen, sections }: SectionsProps) {
  const bar = useRef<HTMLElement>(null);
  // Where there is no room for all, the chosen one is brought to the middle, with its neighbours at its sides.
  useEffect(() => {
    const link = bar.current?.querySelector<HTMLElement>('[aria-current]');
    if (bar.current && link) bar.current.scrollLeft = link.offsetLeft - bar.current.offsetLeft - (bar.current.clientWidth - link.offsetWidth) / 2;
  }, [chosen]);
  return (
    <>
      <nav ref={bar} aria-label={label} className={styles.sections}>
        {sections.map((section) => <Link key={section.key} to={section.to} replace aria-current={section.key === chosen ? 'page' : undefined}>{section.label}</Link>)}
      </nav>
      {sections.find((section) => section.key === chosen)?.content}
    </>
  );
}
