import { MergeCellsOutlined } from '@ant-design/icons';
import type { Feature } from '@/lib/feature';
import { OpenPairs } from './OpenPairs';

const scope = 'matching:read';
const words = ['profiles'];

const matching: Feature = {
  screens: [
    { path: 'matching', load: () => import('./review/ReviewPage'), scope, words },
    { path: 'matching/groups', load: () => import('./groups/GroupsPage'), scope, words },
    { path: 'matching/decisions', load: () => import('./decisions/DecisionsPage'), scope, words },
    { path: 'matching/quality', load: () => import('./quality/QualityPage'), scope, words },
    { path: 'matching/samples/:id', load: () => import('./review/SamplePage'), scope: 'matching:write', words },
    { path: 'matching/settings', load: () => import('./settings/SettingsPage'), scope, words },
  ],
  navigation: [{ to: '/matching', word: 'matching', group: 'people', order: 25, icon: <MergeCellsOutlined />, scope, count: <OpenPairs /> }],
};
export default matching;
