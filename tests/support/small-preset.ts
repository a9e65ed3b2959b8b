import type { PresetFile } from '../../electron/services/presets.ts'

/** Two clusters of three units and four criteria, one of them relative: enough for every rule of the exchange. */
export const smallPreset: PresetFile = {
  id: 'small',
  season: {
    about: 'For tests.',
    season: {
      year: 2026,
      name: 'Năm thi đua thử',
      motto: 'Đoàn kết',
      closes: '2026-11-30',
      authority: { name: 'Công an tỉnh', standingOffice: 'A1', superior: 'BỘ CÔNG AN' },
    },
    clusters: [cluster('1', 'A1', 'A2', ['A1', 'A2', 'A3']), cluster('2', 'B1', 'B2', ['B1', 'B2', 'B3'])],
    rounds: [
      { code: 'Q1', name: 'Quý I', scope: 'withinCluster' },
      { code: '6T', name: '6 tháng đầu năm', scope: 'withinCluster' },
      { code: 'CUM', name: 'Giữa các cụm', scope: 'betweenClusters' },
    ],
    agreement: {
      title: 'Bản giao ước thi đua',
      articles: [
        { no: 1, title: 'Nội dung một' },
        {
          no: 2,
          title: 'Nội dung hai',
          targets: [{ title: 'Khám phá án', unit: '%', comparator: 'atLeast', value: '75' }],
        },
      ],
    },
    titles: [{ code: 'DVTT', name: 'Đơn vị Tiên tiến', quota: '50%', of: 'season' }],
    policies: {
      countingLayer: 'appraisal',
      crossEntry: 'oneSeat',
      leadAppraisedBy: 'deputy',
      noTarget: 'exclude',
      metShare: '1/2',
      ties: ['group:A', 'fewerDeductions'],
      yearFrom: 'finalRound',
      scaleOwner: 'authority',
    },
  },
  scale: {
    title: 'Thang điểm thử',
    total: 10000,
    criteria: [
      {
        code: 'A',
        title: 'Nhiệm vụ',
        children: [
          { code: '1', title: 'Chủ động', max: 3000, rule: { kind: 'direct' } },
          {
            code: '2',
            title: 'Khám phá án',
            max: 4000,
            rule: {
              kind: 'relativeToLeader',
              unit: '%',
              direction: 'higherIsBetter',
              defaultTarget: '75',
            },
          },
        ],
      },
      {
        code: 'B',
        title: 'Xây dựng lực lượng',
        children: [
          { code: '3', title: 'An toàn', max: 1000, rule: { kind: 'passFail' } },
          {
            code: '4',
            title: 'Chế độ báo cáo',
            max: 2000,
            rule: {
              kind: 'baseWithDeductions',
              base: 2000,
              deductions: [{ code: 'a', title: 'Báo cáo chậm', each: 100 }],
              capDeductions: 1000,
            },
          },
        ],
      },
    ],
  },
}

function cluster(code: string, lead: string, deputy: string, units: readonly string[]): object {
  return {
    code,
    name: `Cụm ${code}`,
    field: '',
    lead,
    deputy,
    units: units.map((unit) => [unit, `Đơn vị ${unit}`]),
  }
}
