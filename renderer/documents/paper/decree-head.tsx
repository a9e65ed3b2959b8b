import { placeAndDate } from '../wording/dates.ts'
import type { DecreeHeadModel } from './models.ts'
import styles from './paper.module.css'

/** The head of an official document: bodies and symbol on the left, national name and motto on the right. */
export function DecreeHead({ head }: { readonly head: DecreeHeadModel }) {
  return (
    <header className={styles['head']}>
      <div>
        {head.superior === '' ? null : <p className={styles['superior']}>{head.superior}</p>}
        <p className={styles['issuer']}>{head.issuer}</p>
        {head.symbol === null ? null : <p className={styles['symbol']}>{head.symbol}</p>}
        {head.internal ? <p className={styles['internal']}>LƯU HÀNH NỘI BỘ</p> : null}
      </div>
      <div>
        <p className={styles['nation']}>Cộng hòa xã hội chủ nghĩa Việt Nam</p>
        <p className={styles['nationMotto']}>
          <span>Độc lập - Tự do - Hạnh phúc</span>
        </p>
        <p className={styles['placeAndDate']}>{placeAndDate(head.place, head.date)}</p>
      </div>
    </header>
  )
}
