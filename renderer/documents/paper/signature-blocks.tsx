import type { SignatureBlockModel } from './models.ts'
import styles from './paper.module.css'

/** Blocks side by side, with the room for ink and seal between position and name. */
export function SignatureBlocks({ blocks }: { readonly blocks: readonly SignatureBlockModel[] }) {
  return (
    <div className={styles['signatures']}>
      {blocks.map((block) => (
        <div key={`${block.authorityLine}/${block.position}`} className={styles['signature']}>
          {block.authorityLine === null ? null : <p className={styles['signer']}>{block.authorityLine}</p>}
          <p className={styles['signer']}>{block.position}</p>
          <p className={styles['hint']}>{block.hint}</p>
          <p className={styles['signedName']}>{`${block.rank} ${block.name}`.trim()}</p>
        </div>
      ))}
    </div>
  )
}

/** `TM.` for a collective, `KT.` for a head, `TL.` by order, `TUQ.` by authorisation (Decree 30/2020, annex I). */
export function authorityLine(form: 'TM.' | 'KT.' | 'TL.' | 'TUQ.', body: string): string {
  return `${form} ${body}`
}
