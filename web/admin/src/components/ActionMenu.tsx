import { Dropdown, type DropdownProps } from 'antd';
import { useRef } from 'react';
import styles from './components.module.css';

/** A menu that its button opens. Keys go into it at once and come back to the button, which AntD leaves to its users. */
export function ActionMenu({ children, ...props }: Omit<DropdownProps, 'trigger' | 'autoFocus' | 'onOpenChange'>) {
  const place = useRef<HTMLSpanElement>(null);
  const come = (open: boolean) => { if (!open && document.activeElement?.closest('.ant-dropdown')) place.current?.querySelector('button')?.focus(); };
  return <span ref={place} className={styles.menu}><Dropdown {...props} trigger={['click']} autoFocus onOpenChange={come}>{children}</Dropdown></span>;
}
