import { Page } from '../paper/page.tsx'
import { QrCode } from '../paper/qr-code.tsx'
import type { SlipModel } from './slip-model.ts'
import styles from './slips.module.css'

export interface SlipsProps {
  readonly slips: readonly SlipModel[]
  /** Two on a sheet save paper; one on a sheet goes into an envelope of its own. */
  readonly perPage: 1 | 2
}

/** Invitation slips and the recovery slip: secrets on paper, so without check code or page furniture. */
export function Slips({ slips, perPage }: SlipsProps) {
  const sheets = Array.from({ length: Math.ceil(slips.length / perPage) }, (_, sheet) =>
    slips.slice(sheet * perPage, (sheet + 1) * perPage),
  )
  return (
    <>
      {sheets.map((sheet) => (
        <Page key={sheet.map(({ code }) => code).join()} layout="slip">
          <div className={styles['sheet']}>
            {sheet.map((slip) => (
              <SlipCard key={slip.code} slip={slip} />
            ))}
          </div>
        </Page>
      ))}
    </>
  )
}

function SlipCard({ slip }: { readonly slip: SlipModel }) {
  const words = wordsOf[slip.kind]
  return (
    <section className={styles['slip']}>
      <header className={styles['head']}>
        {slip.authority === '' ? null : <p className={styles['authority']}>{slip.authority}</p>}
        <p>{slip.seasonName}</p>
        {slip.practice ? <p className={styles['practice']}>DỮ LIỆU THỰC HÀNH</p> : null}
      </header>
      <h1 className={styles['title']}>{words.title}</h1>
      {slip.seatName === '' ? null : (
        <p className={styles['seat']}>
          Dành cho: <strong>{slip.seatName}</strong>
          {slip.holderName === '' ? '' : ` (${slip.holderName})`}
        </p>
      )}
      <div className={styles['body']}>
        <div>
          <p className={styles['label']}>{words.code}</p>
          <p className={styles['code']}>{slip.code}</p>
          {slip.checkGroup === null ? null : (
            <>
              <p className={styles['label']}>Nhóm kiểm tra</p>
              <p className={styles['code']}>{slip.checkGroup}</p>
            </>
          )}
        </div>
        {slip.qrText === null ? null : (
          <QrCode text={slip.qrText} label="Mã QR của phiếu" className={styles['qr']} />
        )}
      </div>
      {slip.kind === 'invitation' ? <InvitationSteps /> : null}
      {slip.kind === 'recovery' ? <RecoverySteps /> : null}
      {slip.kind === 'machine' ? <MachineSteps /> : null}
    </section>
  )
}

const wordsOf = {
  invitation: { title: 'Phiếu mời tham gia', code: 'Mã mời' },
  recovery: { title: 'Phiếu khôi phục năm thi đua', code: 'Mã khôi phục' },
  machine: { title: 'Phiếu khôi phục máy', code: 'Mã khôi phục của máy' },
} as const

function InvitationSteps() {
  return (
    <ol className={styles['steps']}>
      <li>1. Nhận USB có gói năm thi đua (tệp .giaouoc). Phiếu này đi riêng, không để cùng USB.</li>
      <li>
        2. Mở phần mềm Giao Ước, chọn “Tham gia một năm thi đua”, chọn gói, rồi nhập mã mời và nhóm kiểm tra.
      </li>
      <li>3. Tạo tài khoản và cụm từ mật khẩu của mình; làm một lần trên một máy.</li>
      <li>
        4. Nếu phần mềm báo “mã sai, hoặc không thuộc năm thi đua này” thì dừng lại và hỏi cơ quan thường
        trực.
      </li>
      <li>
        Mã không có nguyên âm và các chữ W, D, L; chữ hoa, chữ thường và khoảng cách không quan trọng. Ai cầm
        phiếu này đều có thể nhận vai trò trên: giữ kín, không chụp ảnh, hủy phiếu sau khi đã tham gia.
      </li>
    </ol>
  )
}

function RecoverySteps() {
  return (
    <ol className={styles['steps']}>
      <li>1. Cho phiếu vào phong bì, niêm phong, ghi ngày và người niêm phong; giữ trong tủ an toàn.</li>
      <li>
        2. Chỉ mở khi máy lập năm thi đua bị mất hoặc hỏng: trên máy mới, chọn “Tham gia một năm thi đua”, mở
        gói dữ liệu mới nhất, rồi nhập mã này.
      </li>
      <li>3. Máy mới thay máy cũ từ thời điểm đó; dữ liệu đã trao đổi không mất.</li>
      <li>
        Ai cầm phiếu này đều có thể thay cơ quan thường trực: không chụp ảnh, không sao chép. Mã không có
        nguyên âm và các chữ W, D, L; chữ hoa, chữ thường và khoảng cách không quan trọng.
      </li>
    </ol>
  )
}

function MachineSteps() {
  return (
    <ol className={styles['steps']}>
      <li>
        1. Giữ phiếu này trong tủ khóa của đơn vị; không để cùng máy, không để chung với phiếu khôi phục năm
        thi đua.
      </li>
      <li>
        2. Khi mọi người quên mật khẩu: ở màn hình mở khóa, chọn khôi phục, nhập mã này và đặt mật khẩu mới.
      </li>
      <li>3. Thiếu cả mật khẩu và mã này thì dữ liệu chỉ có trên máy này không mở lại được.</li>
    </ol>
  )
}
