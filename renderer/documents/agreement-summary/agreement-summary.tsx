import { DecreeHead } from '../paper/decree-head.tsx'
import { DocumentTitle, marksOf } from '../paper/document-title.tsx'
import type { Verification } from '../paper/models.ts'
import { Page } from '../paper/page.tsx'
import paper from '../paper/paper.module.css'
import { Recipients } from '../paper/recipients.tsx'
import { SignatureBlocks } from '../paper/signature-blocks.tsx'
import { VerificationBlock } from '../paper/verification-block.tsx'
import { showMoment } from '../wording/dates.ts'
import styles from './agreement-summary.module.css'
import type { AgreementSummaryModel, SummaryParty } from './summary-model.ts'

export interface AgreementSummaryProps {
  readonly model: AgreementSummaryModel
  readonly verification: Verification
}

export function AgreementSummary({ model, verification }: AgreementSummaryProps) {
  return (
    <Page layout="portrait" density={model.density}>
      <DecreeHead head={model.head} />
      <DocumentTitle
        name="Tóm tắt giao ước đã ký"
        abstract={model.agreementTitle}
        marks={[
          ...(model.current ? [] : ['ĐÃ CÓ BẢN THAY THẾ']),
          ...marksOf({ ...model, provisional: false }),
        ]}
      />
      {model.motto === '' ? null : <p className={styles['motto']}>“{model.motto}”</p>}
      <h2 className={paper['section']}>I. NỘI DUNG GIAO ƯỚC</h2>
      <ol className={styles['articles']}>
        {model.articles.map(({ no, title }) => (
          <li key={no}>
            {no}. {title}
            {/[.!?]$/.test(title) ? '' : '.'}
          </li>
        ))}
      </ol>
      {model.targets.length === 0 ? null : <Targets model={model} />}
      <section className={model.onOnePage ? undefined : styles['ownSheet']}>
        <h2 className={paper['section']}>
          {model.targets.length === 0 ? 'II' : 'III'}. CÁC BÊN KÝ: đã ký {model.signedCount}/
          {model.parties.length}
        </h2>
        {model.onOnePage ? <PartyBlocks parties={model.parties} /> : <PartyRows parties={model.parties} />}
        <p className={styles['record']}>
          Mã bản ghi của giao ước: <strong>{model.digest}</strong>. Soạn bởi {model.draftedBy},{' '}
          {showMoment(model.draftedAt)}.
        </p>
      </section>
      <div className={paper['ending']}>
        {model.onOnePage ? null : (
          <div className={paper['closing']}>
            <Recipients lines={model.recipients} />
            <SignatureBlocks blocks={[model.confirmation]} />
          </div>
        )}
        <VerificationBlock verification={verification} />
      </div>
    </Page>
  )
}

function Targets({ model }: { readonly model: AgreementSummaryModel }) {
  return (
    <>
      <h2 className={paper['section']}>II. CHỈ TIÊU</h2>
      <table className={paper['table']}>
        <colgroup>
          <col className={styles['placeColumn']} />
          <col />
          <col className={styles['unitColumn']} />
          {model.showsPrevious ? <col className={styles['unitColumn']} /> : null}
          <col className={styles['valueColumn']} />
        </colgroup>
        <thead>
          <tr>
            <th scope="col">TT</th>
            <th scope="col">Nội dung</th>
            <th scope="col">Đơn vị tính</th>
            {model.showsPrevious ? <th scope="col">Năm trước</th> : null}
            <th scope="col">Chỉ tiêu</th>
          </tr>
        </thead>
        <tbody>
          {model.targets.map((target) => (
            <tr key={target.place}>
              <td className={paper['centre']}>{target.place}</td>
              <td className={paper['words']}>{target.title}</td>
              <td className={paper['centre']}>{target.unit}</td>
              {model.showsPrevious ? <td className={paper['number']}>{target.previous}</td> : null}
              <td className={paper['centre']}>{target.value}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </>
  )
}

/** Side by side, each with the room for ink and seal: a few parties fit on the same page as what they agreed. */
function PartyBlocks({ parties }: { readonly parties: readonly SummaryParty[] }) {
  return (
    <div className={styles['parties']}>
      {parties.map(({ seat, role, unitName, signed }) => (
        <div key={seat} className={styles['party']}>
          <p className={styles['role']}>{role}</p>
          {unitName === '' ? null : <p className={styles['unit']}>{unitName}</p>}
          <p className={styles['ink']}>Ký, đóng dấu</p>
          {signed === null ? (
            <p className={styles['how']}>Chưa ký trên máy</p>
          ) : (
            <>
              <p className={styles['signatory']}>
                {signed.rank} {signed.name}
              </p>
              <p className={styles['how']}>{signed.position}</p>
              <p className={styles['how']}>Ký số {showMoment(signed.at)}</p>
              <p className={styles['how']}>{signed.shortSignature}</p>
            </>
          )}
        </div>
      ))}
    </div>
  )
}

function PartyRows({ parties }: { readonly parties: readonly SummaryParty[] }) {
  return (
    <table className={paper['table']}>
      <colgroup>
        <col className={styles['placeColumn']} />
        <col />
        <col className={styles['signatoryColumn']} />
        <col className={styles['momentColumn']} />
        <col className={styles['inkColumn']} />
      </colgroup>
      <thead>
        <tr>
          <th scope="col">TT</th>
          <th scope="col">Bên ký</th>
          <th scope="col">Người ký, chức vụ</th>
          <th scope="col">Hình thức, thời điểm, chữ ký rút gọn</th>
          <th scope="col">Chữ ký mực, dấu</th>
        </tr>
      </thead>
      <tbody>
        {parties.map(({ seat, role, unitName, signed }, index) => (
          <tr key={seat} className={styles['partyRow']}>
            <td className={paper['centre']}>{index + 1}</td>
            <td className={paper['words']}>
              {role}
              {unitName === '' ? '' : ` (${unitName})`}
            </td>
            <td className={paper['words']}>
              {signed === null ? null : (
                <>
                  <strong>
                    {signed.rank} {signed.name}
                  </strong>
                  , {signed.position}
                </>
              )}
            </td>
            <td className={paper['words']}>
              {signed === null ? (
                'Chưa ký trên máy'
              ) : (
                <>
                  Ký số {showMoment(signed.at)}
                  <br />
                  {signed.shortSignature}
                </>
              )}
            </td>
            <td />
          </tr>
        ))}
      </tbody>
    </table>
  )
}
