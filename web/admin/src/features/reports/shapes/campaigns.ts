import { moneyOf, signed, wholeMoneyOf, type Say } from '../logic/say';
import type { Answers } from '../types';
import { data, everybody, opens, text, type Shape, type Value } from './shape';

const barsMax = 12;

/** What a campaign is called by its marks. */
function nameOf({ t }: Say, row: { source: string; medium: string; campaign: string }): Value {
  if (row.source === '' && row.medium === '' && row.campaign === '') return text(t('reports:campaigns.unknown'));
  if (row.source === 'direct' && row.medium === '' && row.campaign === '') return text(t('reports:campaigns.direct'));
  return data([row.campaign, [row.source, row.medium].filter((part) => part !== '').join(' / ')].filter((part) => part !== '').join(' · '));
}

/** What campaigns brought, and what they cost. */
export function campaignsShape(answer: Answers['campaigns'], say: Say): Shape {
  const { t, format } = say;
  const money = moneyOf(say, answer.currency, answer.rows.map((row) => row.revenue));
  const cost = moneyOf(say, answer.currency, answer.rows.map((row) => row.cost));
  const whole = wholeMoneyOf(say, answer.currency);
  const { total } = answer;
  const orders = (value: number) => format.number(Math.round(value * 100) / 100);
  const romi = (value: number | null): Value => (value === null ? text('–') : { text: signed(format.percent(value), value), tone: value < 0 ? 'bad' : 'good' });
  const rows = answer.rows.map((row) => ({ row, name: nameOf(say, row), behind: { utmSource: row.source, utmMedium: row.medium, utmCampaign: row.campaign }, key: `${row.source}\n${row.medium}\n${row.campaign}` }));
  return {
    figures: [
      { label: t('reports:campaigns.visits'), value: text(format.number(total.visits)), note: t('reports:campaigns.visitors', { count: total.visitors, text: format.number(total.visitors) }) },
      { label: t('reports:column.orders'), value: opens(orders(total.orders), total.people, everybody) },
      { label: t('reports:column.revenue'), value: opens(whole(total.revenue), total.people, everybody) },
      { label: t('reports:campaigns.cost'), value: text(whole(total.cost)), note: total.cost > 0 ? undefined : t('reports:campaigns.noCost') },
      { label: t('reports:campaigns.romi'), value: romi(total.romi) },
      { label: t('reports:campaigns.costShare'), value: text(format.percent(total.costShare)) },
    ],
    charts: [{
      title: t('reports:campaigns.chart'),
      chart: { kind: 'bars', label: t('reports:campaigns.chart'), items: rows.slice(0, barsMax).map(({ row, name, behind, key }) => ({ key, label: name.text, isData: name.isData, value: row.revenue, text: money(row.revenue), note: format.percent(row.share), behind: row.people > 0 ? behind : undefined })) },
    }],
    tables: [{
      label: t('reports:campaigns.table'),
      columns: [
        { key: 'name', title: t(answer.by === 'source' ? 'reports:campaigns.source' : 'reports:campaigns.campaign') }, { key: 'visits', title: t('reports:campaigns.visits'), isNumber: true, width: 90 }, { key: 'orders', title: t('reports:column.orders'), isNumber: true, width: 90 },
        { key: 'people', title: t('reports:column.people'), isNumber: true, width: 90 }, { key: 'revenue', title: t('reports:column.revenue'), isNumber: true, width: 140, isMain: true }, { key: 'share', title: t('reports:column.share'), width: 140 },
        { key: 'cost', title: t('reports:campaigns.cost'), isNumber: true, width: 120 }, { key: 'romi', title: t('reports:campaigns.romi'), isNumber: true, width: 90, isMain: true }, { key: 'costShare', title: t('reports:campaigns.costShare'), isNumber: true, width: 100 }, { key: 'clicks', title: t('reports:campaigns.clicks'), isNumber: true, width: 90 },
      ],
      rows: rows.map(({ row, name, behind, key }) => ({
        key,
        values: {
          name, visits: text(format.number(row.visits)), orders: opens(orders(row.orders), row.people, behind), people: { text: format.number(row.people), behind: row.people > 0 ? behind : undefined }, revenue: text(money(row.revenue)), share: { text: format.percent(row.share), share: row.share },
          cost: text(cost(row.cost)), romi: romi(row.romi), costShare: text(format.percent(row.costShare)), clicks: text(format.number(row.clicks)),
        },
      })),
    }],
  };
}
