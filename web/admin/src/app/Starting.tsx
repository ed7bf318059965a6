import { Spin } from 'antd';
import styles from './Shell.module.css';

/** Until the session and the first screen are there. */
export function Starting() {
  return <div className={styles.starting}><Spin delay={300} /></div>;
}
