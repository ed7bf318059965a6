import { Input } from 'antd';
import type { ComponentProps } from 'react';
import styles from './components.module.css';

/**
 * A field of several lines that grows with its text. AntD's own way (`autoSize`) measures by a `style` attribute, which the server's policy
 * forbids; this one leaves it to the browser, and a browser that cannot shows the lines asked for.
 */
export function GrowingText({ className, ...rest }: Omit<ComponentProps<typeof Input.TextArea>, 'autoSize'>) {
  return <Input.TextArea rows={1} {...rest} className={`${styles.growing} ${className ?? ''}`} />;
}
