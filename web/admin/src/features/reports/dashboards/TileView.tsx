import { useQuery } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { Behind } from '@/components/charts/types';
import { ChartOf } from '@/components/charts/ChartOf';
import { ErrorState } from '@/components/ErrorState';
import { Bones, Figures } from '@/components/Panel';
import { useFormat } from '@/lib/format/useFormat';
import { useSession } from '@/lib/session';
import { reportQuery } from '../api';
import { useSay } from '../logic/say';
import { isAskable, one, queryOf } from '../logic/parameters';
import { PeoplePanel } from '../parts/PeoplePanel';
import { Number, TableView } from '../parts/TableView';
import { shapeOf } from '../shapes';
import type { Shape } from '../shapes/shape';
import type { Answers } from '../types';
import type { Tile } from './api';
import styles from './dashboards.module.css';
import { chartOf, columnsFor } from './tiles';

/** Rows of a table on a tile; the report has them all. */
const rowsMax = 8;

/** Where the report of a tile stands in full. */
export const tileAddress = ({ report, parameters }: Tile) => `/reports/${report}?${queryOf(parameters)}`;

/** What a tile is called: its own title, or the report's. */
export function TileTitle({ tile }: { tile: Tile }) {
  const { t } = useTranslation('reports');
  const by = one(tile.parameters, 'by');
  // Two tiles of a report are told apart by what they part it by.
  return tile.title ? <span translate="no">{tile.title}</span> : <>{t(`report.${tile.report}.title`)}{tile.report === 'revenue' && by && ` · ${t(`by.${by}`)}`}</>;
}

/** A report on a tile. */
export function TileBody({ tile }: { tile: Tile }) {
  const { t } = useTranslation('reports');
  const { can } = useSession();
  const [behind, setBehind] = useState<Behind | null>(null);
  const askable = isAskable(tile.report, tile.parameters);
  const { data, error, refetch } = useQuery(reportQuery(tile.report, tile.parameters, askable));
  if (!askable) return <p className={styles.quiet}>{t('dashboard.unasked')} <Link to={tileAddress(tile)}>{t('dashboard.toReport')}</Link></p>;
  if (error && !data) return <ErrorState compact error={error} onRetry={() => void refetch()} />;
  if (!data) return <div aria-busy="true"><Bones lines={6} /></div>;
  return (
    <>
      <Told tile={tile} answer={data} onOpen={can('profiles:read') ? setBehind : undefined} />
      <PeoplePanel title={tile.title ?? t(`report.${tile.report}.title`)} name={tile.report} values={tile.parameters} behind={behind} onClose={() => setBehind(null)} />
    </>
  );
}

function Told({ tile, answer, onOpen }: { tile: Tile; answer: Answers[Tile['report']]; onOpen?: (behind: Behind) => void }) {
  const { t } = useTranslation('reports');
  const format = useFormat();
  const say = useSay();
  const shape = useMemo(() => shapeOf(tile.report, answer as never, say), [tile.report, answer, say]);
  const left = (answer.otherCurrencies ?? []).length > 0;
  return (
    <>
      {shape.tables.every((table) => table.rows.length === 0) ? <p className={styles.quiet}>{t('nothing')}</p> : <Form shape={shape} tile={tile} onOpen={onOpen} />}
      {(!answer.isComplete || left) && <p className={styles.notice}>{!answer.isComplete ? t('notice.incomplete') : t('notice.currencies', { list: format.list((answer.otherCurrencies ?? []).map((one) => one.currency ?? t('notice.noCurrency'))) })}</p>}
    </>
  );
}

function Form({ shape, tile: { chart, width }, onOpen }: { shape: Shape; tile: Tile; onOpen?: (behind: Behind) => void }) {
  if (chart === 'number') return <Figures items={shape.figures.map(({ label, value, note }) => ({ label, note, tone: value.tone, value: <Number value={value} onOpen={onOpen} /> }))} />;
  const drawn = chartOf(shape, chart);
  if (drawn) return <ChartOf shape={drawn.chart} onOpen={onOpen} height={220} />;
  const table = shape.tables[0];
  return table ? <TableView table={{ ...table, columns: columnsFor(table.columns, width >= 8 ? 5 : 3), rows: table.rows.slice(0, rowsMax) }} onOpen={onOpen} /> : null;
}
