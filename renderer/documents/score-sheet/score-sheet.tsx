import { DecreeHead } from '../paper/decree-head.tsx'
import { DocumentTitle, marksOf } from '../paper/document-title.tsx'
import type { Verification } from '../paper/models.ts'
import { Page } from '../paper/page.tsx'
import paper from '../paper/paper.module.css'
import { SignatureBlocks } from '../paper/signature-blocks.tsx'
import { VerificationBlock } from '../paper/verification-block.tsx'
import styles from './score-sheet.module.css'
import type { ScoreSheetModel } from './sheet-model.ts'
import type { ScoreSheetCriterionRow, ScoreSheetGroupRow } from './sheet-rows.ts'

export interface ScoreSheetProps {
  readonly model: ScoreSheetModel
  readonly verification: Verification
}

/** Phiếu chấm điểm: landscape, because eleven columns do not fit upright. */
export function ScoreSheet({ model, verification }: ScoreSheetProps) {
  return (
    <Page layout="landscape" density="compact">
      <DecreeHead head={model.head} />
      <DocumentTitle
        name="Phiếu chấm điểm thi đua"
        abstract={`${model.roundName}, ${model.seasonName}`}
        marks={marksOf(model)}
      />
      <p className={paper['paragraph']}>
        Đối tượng được chấm: <strong>{model.subjectName}</strong> ({model.clusterName}). Thang điểm:{' '}
        {model.scaleTitle}. Lớp điểm được tính: {model.countingLayer}. Kiểm tra chéo: {model.crossEntry}.
      </p>
      {model.excluded === null ? null : <p>Không xếp loại: {model.excluded}</p>}
      <table className={`${paper['table']} ${styles['sheet']}`}>
        <Columns />
        <thead>
          <tr>
            <th scope="col">TT</th>
            <th scope="col">Nội dung tiêu chí</th>
            <th scope="col">Thang điểm</th>
            <th scope="col">Chỉ tiêu được giao</th>
            <th scope="col">Kết quả</th>
            <th scope="col">Tự chấm</th>
            <th scope="col">Kiểm tra chéo</th>
            <th scope="col">Giải trình</th>
            <th scope="col">Thẩm định</th>
            <th scope="col">Phúc tra</th>
            <th scope="col">Lý do</th>
          </tr>
        </thead>
        <tbody>
          {model.rows.map((row) =>
            row.kind === 'group' ? (
              <GroupRow key={`group ${row.path}`} row={row} />
            ) : (
              <CriterionRow key={row.code} row={row} />
            ),
          )}
          <Totals totals={model.totals} />
        </tbody>
      </table>
      <div className={paper['ending']}>
        <Notes model={model} />
        <SignatureBlocks blocks={model.signatures} />
        <VerificationBlock verification={verification} />
      </div>
    </Page>
  )
}

function Columns() {
  return (
    <colgroup>
      <col className={styles['code']} />
      <col />
      <col className={styles['max']} />
      <col className={styles['target']} />
      <col className={styles['result']} />
      <col className={styles['points']} />
      <col className={styles['points']} />
      <col className={styles['words']} />
      <col className={styles['points']} />
      <col className={styles['points']} />
      <col className={styles['words']} />
    </colgroup>
  )
}

function GroupRow({ row }: { readonly row: ScoreSheetGroupRow }) {
  return (
    <tr className={row.level === 0 ? styles['topGroup'] : styles['group']}>
      <td className={paper['centre']}>{row.code}</td>
      <td className={paper['words']}>{row.title}</td>
      <td className={paper['number']}>{row.max}</td>
      <td />
      <td />
      <td className={paper['number']}>{row.points.self}</td>
      <td className={paper['number']}>{row.points.cross}</td>
      <td />
      <td className={paper['number']}>{row.points.appraisal}</td>
      <td className={paper['number']}>{row.points.review}</td>
      <td />
    </tr>
  )
}

function CriterionRow({ row }: { readonly row: ScoreSheetCriterionRow }) {
  return (
    <tr>
      <td className={paper['centre']}>{row.code}</td>
      <td className={paper['words']}>{row.title}</td>
      <td className={paper['number']}>{row.max}</td>
      <td className={paper['words']}>{row.target}</td>
      <td className={paper['words']}>
        {row.results.map((line) => (
          <div key={line}>{line}</div>
        ))}
      </td>
      <td className={paper['number']}>{row.points.self}</td>
      <td className={paper['number']}>{row.points.cross}</td>
      <td className={paper['words']}>{row.explanation}</td>
      <td className={paper['number']}>{row.points.appraisal}</td>
      <td className={paper['number']}>{row.points.review}</td>
      <td className={paper['words']}>
        {row.reasons.map((line) => (
          <div key={line}>{line}</div>
        ))}
      </td>
    </tr>
  )
}

function Totals({ totals }: { readonly totals: ScoreSheetModel['totals'] }) {
  return (
    <tr className={styles['totals']}>
      <td />
      <td>TỔNG CỘNG</td>
      <td className={paper['number']}>{totals.max}</td>
      <td colSpan={2} className={paper['words']}>
        {totals.assignedMax === null ? '' : `Được giao: ${totals.assignedMax} điểm`}
      </td>
      <td className={paper['number']}>{totals.points.self}</td>
      <td className={paper['number']}>{totals.points.cross}</td>
      <td />
      <td className={paper['number']}>{totals.points.appraisal}</td>
      <td className={paper['number']}>{totals.points.review}</td>
      <td />
    </tr>
  )
}

function Notes({ model }: { readonly model: ScoreSheetModel }) {
  return (
    <div className={styles['notes']}>
      {model.outcome === null ? null : (
        <p>
          Kết quả theo lớp được tính: <strong>{model.outcome}</strong>
          {model.provisional ? ' (tạm tính)' : ''}.
        </p>
      )}
      {model.sources.map((line) => (
        <p key={line}>{line}.</p>
      ))}
      {model.notes.map((line) => (
        <p key={line}>Ghi chú, {line}</p>
      ))}
    </div>
  )
}
