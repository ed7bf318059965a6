import { ColumnWidthOutlined, DeleteOutlined, HolderOutlined, LeftOutlined, MinusOutlined, PlusOutlined, RightOutlined } from '@ant-design/icons';
import { Button, Input, Select } from 'antd';
import { useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { Panel } from '@/components/Panel';
import type { Tile } from './api';
import styles from './dashboards.module.css';
import { chartsOf, moved, nextWidth } from './tiles';
import { tileAddress, TileBody, TileTitle } from './TileView';
import { useArranging } from './useArranging';

/** The tiles of a dashboard, to be read. */
export function Tiles({ tiles }: { tiles: readonly Tile[] }) {
  const { t } = useTranslation('reports');
  return (
    <ul className={styles.tiles} aria-label={t('dashboard.tiles')}>
      {tiles.map((tile, at) => (
        // The same report may stand there twice.
        <li key={`${at} ${tileAddress(tile)}`} style={{ gridColumn: `span ${tile.width}` }}>
          <Panel dense title={<Link to={tileAddress(tile)} className={styles.title}><TileTitle tile={tile} /></Link>}><TileBody tile={tile} /></Panel>
        </li>
      ))}
    </ul>
  );
}

/** Tiles with a name of their own for as long as they are arranged. */
export type Arranged = Tile & { id: number };

/** The tiles of a dashboard, to be arranged: by buttons, by arrows on the handle, and by pointer. */
export function ArrangedTiles({ tiles, onChange }: { tiles: readonly Arranged[]; onChange: (tiles: Arranged[]) => void }) {
  const { t } = useTranslation('reports');
  const said = useRef<HTMLParagraphElement>(null);
  const say = (words: string) => { if (said.current) said.current.textContent = words; };
  const set = (at: number, change: Partial<Tile>) => onChange(tiles.map((tile, n) => (n === at ? { ...tile, ...change } : tile)));
  const move = (from: number, to: number) => {
    if (to < 0 || to >= tiles.length) return;
    onChange(moved(tiles, from, to));
    say(t('dashboard.place', { number: to + 1, count: tiles.length }));
  };
  const width = (at: number, next: number) => {
    if (tiles[at]!.width === next) return;
    set(at, { width: next });
    say(t('dashboard.width', { width: next }));
  };
  const { list, dragged, handle } = useArranging({ onMove: move, onWidth: width });
  return (
    <>
      <p className={styles.how}>{t('dashboard.how')}</p>
      <p ref={said} className="visually-hidden" role="status" />
      <ul ref={list} className={styles.tiles} aria-label={t('dashboard.tiles')}>
        {tiles.map((tile, at) => (
          <li key={tile.id} style={{ gridColumn: `span ${tile.width}` }} data-dragged={dragged === at} className={styles.arranged}>
            <div className={styles.bar}>
              <button type="button" className={styles.handle} aria-label={t('dashboard.handle', { number: at + 1 })} {...handle('move', at)} onKeyDown={(event) => {
                const by = { ArrowLeft: -1, ArrowUp: -1, ArrowRight: 1, ArrowDown: 1 }[event.key];
                if (by === undefined) return;
                event.preventDefault();
                if (event.shiftKey) width(at, nextWidth(tile.width, by > 0));
                else move(at, at + by);
              }}><HolderOutlined /></button>
              <Input size="small" aria-label={t('dashboard.tileTitle')} value={tile.title ?? ''} maxLength={200} placeholder={t(`report.${tile.report}.title`)} onChange={(event) => set(at, { title: event.target.value === '' ? null : event.target.value })} />
              <Select size="small" aria-label={t('dashboard.chart')} value={tile.chart} onChange={(chart) => set(at, { chart })} options={chartsOf[tile.report].map((chart) => ({ value: chart, label: t(`dashboard.form.${chart}`) }))} popupMatchSelectWidth={false} />
              <span className={styles.verbs}>
                <Button type="text" size="small" icon={<LeftOutlined />} aria-label={t('dashboard.earlier')} disabled={at === 0} onClick={() => move(at, at - 1)} />
                <Button type="text" size="small" icon={<RightOutlined />} aria-label={t('dashboard.later')} disabled={at === tiles.length - 1} onClick={() => move(at, at + 1)} />
                <Button type="text" size="small" icon={<MinusOutlined />} aria-label={t('dashboard.narrower')} disabled={nextWidth(tile.width, false) === tile.width} onClick={() => width(at, nextWidth(tile.width, false))} />
                <Button type="text" size="small" icon={<PlusOutlined />} aria-label={t('dashboard.wider')} disabled={nextWidth(tile.width, true) === tile.width} onClick={() => width(at, nextWidth(tile.width, true))} />
                <Button type="text" size="small" icon={<DeleteOutlined />} aria-label={t('dashboard.removeTile')} onClick={() => onChange(tiles.toSpliced(at, 1))} />
              </span>
            </div>
            <Panel dense><TileBody tile={tile} /></Panel>
            <span className={styles.edge} aria-hidden="true" {...handle('width', at)}><ColumnWidthOutlined /></span>
          </li>
        ))}
      </ul>
    </>
  );
}
