import styles from './paper.module.css'

/** `Nơi nhận:` with the archive as the last line, which ends with a full stop. */
export function Recipients({ lines }: { readonly lines: readonly string[] }) {
  return (
    <div className={styles['recipients']}>
      <p className={styles['recipientsTitle']}>Nơi nhận:</p>
      <ul>
        {lines.map((line, index) => (
          <li key={line}>
            - {line}
            {index === lines.length - 1 ? '.' : ';'}
          </li>
        ))}
      </ul>
    </div>
  )
}
