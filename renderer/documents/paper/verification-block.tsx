import { showMoment } from '../wording/dates.ts'
import type { Verification } from './models.ts'
import styles from './paper.module.css'

/**
 * The check code once in the flow, at the end of the document: a Chromium without page-margin boxes prints it
 * here at least. The QR stands in the margin only; whoever cannot scan can type.
 */
export function VerificationBlock({ verification }: { readonly verification: Verification }) {
  return (
    <footer className={styles['verification']}>
      <p>
        Mã kiểm tra: <strong>{verification.checkCode}</strong>
        {verification.provisional ? ' (TẠM TÍNH)' : ''}
      </p>
      <p>
        Dấu vân dữ liệu: <strong>{verification.fingerprintShort}</strong>. In lúc{' '}
        {showMoment(verification.printedAt)}.
      </p>
      <p>Nhập mã kiểm tra vào phần mềm Giao Ước để biết văn bản còn đúng với dữ liệu hay không.</p>
    </footer>
  )
}
