import styles from './paper.module.css'

export interface DocumentTitleProps {
  readonly name: string
  /** What the document is about; the short line stands under it. */
  readonly abstract: string
  /** Boxed under the title: `TẠM TÍNH`, `ĐÃ CÓ BẢN THAY THẾ`. */
  readonly marks: readonly string[]
}

export function DocumentTitle({ name, abstract, marks }: DocumentTitleProps) {
  return (
    <div className={styles['title']}>
      <h1>{name}</h1>
      <p className={styles['abstract']}>
        <span>{abstract}</span>
      </p>
      {marks.length === 0 ? null : (
        <p className={styles['marks']}>
          {marks.map((mark) => (
            <strong key={mark}>{mark}</strong>
          ))}
        </p>
      )}
    </div>
  )
}

/** What is boxed under the title of a page that may not be taken for an official one. */
export function marksOf(page: {
  readonly provisional: boolean
  readonly practice: boolean
}): readonly string[] {
  return [
    ...(page.provisional ? ['TẠM TÍNH'] : []),
    ...(page.practice ? ['DỮ LIỆU THỰC HÀNH, KHÔNG CÓ GIÁ TRỊ'] : []),
  ]
}
