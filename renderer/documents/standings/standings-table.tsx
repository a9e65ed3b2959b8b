import { DecreeHead } from '../paper/decree-head.tsx'
import { DocumentTitle, marksOf } from '../paper/document-title.tsx'
import type { Verification } from '../paper/models.ts'
import { Page } from '../paper/page.tsx'
import paper from '../paper/paper.module.css'
import { Recipients } from '../paper/recipients.tsx'
import { SignatureBlocks } from '../paper/signature-blocks.tsx'
import { VerificationBlock } from '../paper/verification-block.tsx'
import type { StandingsModel, StandingsModelRow } from './standings-model.ts'
import styles from './standings-table.module.css'

export interface StandingsTableProps {
  readonly model: StandingsModel
  readonly verification: Verification
}

/** Bảng xếp hạng, official or provisional. */
export function StandingsTable({ model, verification }: StandingsTableProps) {
  return (
    <Page layout="portrait">
      <DecreeHead head={model.head} />
      <DocumentTitle
        name={model.title}
        abstract={model.abstract}
        marks={marksOf({ provisional: !model.official, practice: model.practice })}
      />
      {model.alarm === null ? null : <p className={styles['alarm']}>{model.alarm}</p>}
      <p className={paper['paragraph']}>
        Lớp điểm được tính: {model.countingLayer}. Tỷ lệ là phần trăm trên tổng điểm được giao; xếp hạng so tỷ
        lệ chính xác, chưa làm tròn.
        {model.groups.map(({ code, title }) => ` Phần ${code}: ${title}.`).join('')}
      </p>
      <Ranks model={model} />
      {model.excluded.length === 0 ? null : <Excluded excluded={model.excluded} />}
      {model.remarks.map((remark) => (
        <p key={remark} className={paper['paragraph']}>
          {remark}
        </p>
      ))}
      <p className={paper['paragraph']}>
        Mã bảng xếp hạng: <strong>{model.digest}</strong>.
      </p>
      <div className={paper['ending']}>
        <div className={paper['closing']}>
          <Recipients lines={model.recipients} />
          <SignatureBlocks blocks={[model.confirmation]} />
        </div>
        <VerificationBlock verification={verification} />
      </div>
    </Page>
  )
}

function Ranks({ model }: { readonly model: StandingsModel }) {
  return (
    <table className={paper['table']}>
      <colgroup>
        <col className={styles['rank']} />
        <col />
        {model.groups.map(({ code }) => (
          <col key={code} className={styles['group']} />
        ))}
        <col className={styles['points']} />
        <col className={styles['percent']} />
      </colgroup>
      <thead>
        <tr>
          <th scope="col">Hạng</th>
          <th scope="col">Đơn vị</th>
          {model.groups.map(({ code }) => (
            <th key={code} scope="col">
              Phần {code}
            </th>
          ))}
          <th scope="col">Điểm / được giao</th>
          <th scope="col">Tỷ lệ (%)</th>
        </tr>
      </thead>
      <tbody>
        {model.ranked.map((row) => (
          <Row key={row.subject} row={row} />
        ))}
        {model.unranked.map((row) => (
          <Row key={row.subject} row={row} />
        ))}
      </tbody>
    </table>
  )
}

function Row({ row }: { readonly row: StandingsModelRow }) {
  return (
    <tr>
      <td className={styles['rankCell']}>{row.rank}</td>
      <td className={paper['words']}>
        {row.name}
        {row.note === '' ? null : <div className={styles['note']}>{row.note}</div>}
      </td>
      {row.groupPoints.map((points, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the columns are fixed by the scale
        <td key={index} className={paper['number']}>
          {points}
        </td>
      ))}
      <td className={paper['number']}>{row.points}</td>
      <td className={paper['number']}>{row.percent}</td>
    </tr>
  )
}

function Excluded({ excluded }: { readonly excluded: StandingsModel['excluded'] }) {
  return (
    <>
      <h2 className={paper['section']}>Không xếp loại</h2>
      <table className={paper['table']}>
        <colgroup>
          <col className={styles['rank']} />
          <col />
          <col />
        </colgroup>
        <thead>
          <tr>
            <th scope="col">TT</th>
            <th scope="col">Đơn vị</th>
            <th scope="col">Lý do</th>
          </tr>
        </thead>
        <tbody>
          {excluded.map(({ name, reason }, index) => (
            <tr key={name}>
              <td className={paper['centre']}>{index + 1}</td>
              <td className={paper['words']}>{name}</td>
              <td className={paper['words']}>{reason}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </>
  )
}
