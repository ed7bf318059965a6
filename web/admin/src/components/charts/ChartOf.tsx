import { Bars } from './Bars';
import { Funnel } from './Funnel';
import { HeatGrid } from './HeatGrid';
import { Plot } from './Plot';
import type { Behind, ChartShape } from './types';

interface ChartOfProps {
  shape: ChartShape;
  /** Opens what stands behind a number. */
  onOpen?: (behind: Behind) => void;
  /** Pixels of a plot. */
  height?: number;
}

/** A chart as its data says. A table beside it is its alternative in words. */
export function ChartOf({ shape, onOpen, height }: ChartOfProps) {
  switch (shape.kind) {
    case 'bars': return <Bars shape={shape} onOpen={onOpen} />;
    case 'plot': return <Plot shape={shape} onOpen={onOpen} height={height} />;
    case 'grid': return <HeatGrid shape={shape} onOpen={onOpen} />;
    case 'funnel': return <Funnel shape={shape} onOpen={onOpen} />;
  }
}
