import { useEffect, useRef, useState, type KeyboardEvent } from 'react';
import { labelled, ticks } from './scale';
import type { Behind, PlotShape } from './types';
import styles from './charts.module.css';

interface PlotProps {
  shape: PlotShape;
  onOpen?: (behind: Behind) => void;
  /** Pixels. */
  height?: number;
}

/** Pixels around the plot. A label under the last point reaches over the right edge by less than what a panel has around it. */
const edges = { left: 56, right: 24, top: 12, bottom: 26 };
/** Pixels that a label under the axis takes, and a letter of one beside it. */
const [labelWidth, letterWidth] = [80, 7.5];

/** Columns and lines over time. Arrows go from point to point, Enter opens the people behind it. */
export function Plot({ shape, onOpen, height = 240 }: PlotProps) {
  const [frame, width] = useWidth();
  const [shown, setShown] = useState<number | null>(null);
  const [reached, setReached] = useState(shape.points.length - 1);
  const { points, series } = shape;
  const values = series.flatMap((one) => one.values.filter((value) => value !== null));
  const marks = ticks(Math.min(0, ...values), Math.max(0, ...values), shape.isWhole);
  const space = { ...edges, left: Math.max(edges.left, 12 + letterWidth * Math.max(...marks.map((mark) => shape.axis(mark).length))) };
  const [low, high] = [marks[0]!, marks.at(-1)!];
  const step = (width - space.left - space.right) / Math.max(1, points.length);
  const x = (at: number) => space.left + step * (at + 0.5);
  const y = (value: number) => space.top + (height - space.top - space.bottom) * (1 - (value - low) / (high - low));
  const labels = labelled(points.length, Math.floor((width - space.left) / labelWidth));
  const current = Math.min(Math.max(0, reached), points.length - 1);
  const press = (event: KeyboardEvent<SVGGElement>) => {
    const to = { ArrowRight: current + 1, ArrowLeft: current - 1, Home: 0, End: points.length - 1 }[event.key];
    if (to !== undefined) {
      const next = Math.max(0, Math.min(points.length - 1, to));
      setReached(next);
      frame.current?.querySelector<SVGGElement>(`[data-at="${next}"]`)?.focus();
    } else if (event.key === 'Enter' || event.key === ' ') open(current);
    else return;
    event.preventDefault();
  };
  const open = (at: number) => { if (points[at]?.behind) onOpen?.(points[at].behind); };
  const words = (at: number) => `${points[at]!.name}: ${series.map((one) => (series.length > 1 ? `${one.name} ${one.texts[at]}` : one.texts[at])).join('; ')}`;
  return (
    <div ref={frame} className={styles.plot} style={{ height: height + (series.length > 1 ? 26 : 0) }} onPointerLeave={() => setShown(null)}>
      {width > 0 && (
        <svg width={width} height={height} role="group" aria-label={shape.label}>
          {marks.map((mark) => <g key={mark} aria-hidden="true"><line className={styles.rule} data-zero={mark === 0} x1={space.left} x2={width - space.right} y1={y(mark)} y2={y(mark)} /><text className={styles.mark} x={space.left - 8} y={y(mark) + 4} textAnchor="end">{shape.axis(mark)}</text></g>)}
          {series.map((one, at) => <Series key={one.name} shape={shape} at={at} x={x} y={y} step={step} />)}
          {points.map((point, at) => (
            <g key={point.key} data-at={at} role={point.behind && onOpen ? 'button' : 'img'} aria-label={words(at)} tabIndex={at === current ? 0 : -1} className={styles.point} data-opens={Boolean(point.behind && onOpen)}
              onFocus={() => { setReached(at); setShown(at); }} onBlur={() => setShown(null)} onPointerEnter={() => setShown(at)} onClick={() => open(at)} onKeyDown={press}>
              <rect x={x(at) - step / 2} y={space.top} width={step} height={height - space.top - space.bottom} />
            </g>
          ))}
          {points.map((point, at) => labels.has(at) && <text key={point.key} aria-hidden="true" className={styles.mark} x={x(at)} y={height - 8} textAnchor="middle">{point.label}</text>)}
        </svg>
      )}
      {series.length > 1 && <ul className={styles.legend} style={{ paddingLeft: space.left }} aria-hidden="true">{series.map((one, at) => <li key={one.name}><i data-series={at} data-style={one.style} />{one.name}</li>)}</ul>}
      {shown !== null && points[shown] && (
        <div className={styles.hint} aria-hidden="true" style={x(shown) > width / 2 ? { right: width - x(shown) + 10 } : { left: x(shown) + 10 }}>
          <b>{points[shown].name}</b>
          {series.map((one) => <div key={one.name}>{one.name}: {one.texts[shown]}</div>)}
        </div>
      )}
    </div>
  );
}

interface SeriesProps {
  shape: PlotShape;
  at: number;
  x: (at: number) => number;
  y: (value: number) => number;
  step: number;
}

function Series({ shape, at, x, y, step }: SeriesProps) {
  const { values, style } = shape.series[at]!;
  if (style === 'columns') {
    const width = Math.max(1, Math.min(36, step * 0.66));
    return <g aria-hidden="true">{values.map((value, n) => value !== null && <rect key={shape.points[n]!.key} className={styles.column} data-series={at} data-unfinished={shape.points[n]!.isUnfinished} x={x(n) - width / 2} width={width} y={Math.min(y(value), y(0))} height={Math.max(value === 0 ? 0 : 1, Math.abs(y(value) - y(0)))} rx={Math.min(2, width / 4)} />)}</g>;
  }
  // A gap where nothing is known.
  const path = values.map((value, n) => (value === null ? '' : `${n === 0 || values[n - 1] === null || values[n - 1] === undefined ? 'M' : 'L'}${x(n).toFixed(1)} ${y(value).toFixed(1)}`)).join('');
  return (
    <g aria-hidden="true">
      <path className={styles.line} data-series={at} data-style={style} d={path} />
      {values.length <= 40 && values.map((value, n) => value !== null && <circle key={shape.points[n]!.key} className={styles.dot} data-series={at} cx={x(n)} cy={y(value)} r={3} />)}
    </g>
  );
}

function useWidth() {
  const frame = useRef<HTMLDivElement>(null);
  const [width, setWidth] = useState(0);
  useEffect(() => {
    const observer = new ResizeObserver(([entry]) => setWidth(Math.floor(entry!.contentRect.width)));
    observer.observe(frame.current!);
    return () => observer.disconnect();
  }, []);
  return [frame, width] as const;
}
