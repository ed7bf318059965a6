import { MatchingFrame } from '../MatchingFrame';
import styles from '../matching.module.css';
import { Automatic } from './Automatic';
import { Columns } from './Columns';
import { Learning } from './Learning';
import { Rules } from './Rules';
import { Thresholds } from './Thresholds';
import { Weights } from './Weights';

/** What was learned, where the thresholds are, and whether sure pairs are merged without asking. */
export default function SettingsPage() {
  return (
    <MatchingFrame section="settings">
      {(population) => (
        <div className={styles.parts}>
          <Learning population={population} />
          {population.model && (
            <>
              <Thresholds key={`${population.entity.id} ${population.settings.lower} ${population.settings.upper}`} population={population} model={population.model} />
              <Automatic key={`${population.entity.id} ${population.kind}`} population={population} model={population.model} />
              <Weights fields={population.model.fields} />
              <div className={styles.two}>
                <Columns columns={population.model.columns} />
                <Rules rules={population.model.rules} recallGivenUp={population.model.recallGivenUp} />
              </div>
            </>
          )}
        </div>
      )}
    </MatchingFrame>
  );
}
