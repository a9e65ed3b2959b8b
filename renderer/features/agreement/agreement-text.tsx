import type { AgreementView } from '../../../shared/contract/agreement.ts'
import type { Target } from '../../../shared/domain/agreement.ts'
import { showCanonical, showMoment } from '../../i18n/format.ts'
import { useText } from '../../i18n/setup.ts'
import { useSeason } from '../../ui/use-season.ts'
import { useWords } from '../../ui/use-words.ts'
import classes from './agreement.module.css'

/** The agreement as it reads on paper. */
export function AgreementText({ agreement }: { readonly agreement: AgreementView }) {
  const t = useText()
  const words = useWords()
  const season = useSeason()?.season
  const { body } = agreement
  return (
    <article className={classes['paper']} lang="vi">
      <p className={classes['issuer']}>{season?.authority.name ?? ''}</p>
      <p className={classes['scope']}>
        {body.scope === null ? t('agreement.scopeAll') : words.cluster(body.scope)}
      </p>
      <h2 className={classes['name']}>{body.title}</h2>
      {body.motto === '' ? null : <p className={classes['motto']}>“{body.motto}”</p>}
      <ol className={classes['articles']}>
        {body.articles.map((article) => (
          <li key={article.no} className={classes['article']}>
            <h3>
              <span className={classes['no']}>{article.no}</span>
              <span>{article.title}</span>
            </h3>
            {article.targets.length === 0 ? null : <Targets targets={article.targets} />}
          </li>
        ))}
      </ol>
      {body.titles.length === 0 ? null : (
        <section className={classes['titles']}>
          <h3>{t('agreement.titles')}</h3>
          <ul>
            {body.titles.map(({ seat, title }) => (
              <li key={`${seat} ${title}`}>
                {words.seat(seat)}: {season?.titles.find((each) => each.code === title)?.name ?? title}
              </li>
            ))}
          </ul>
        </section>
      )}
      <p className={classes['drafted']}>
        {t('agreement.draftedBy', { name: agreement.draftedBy, at: showMoment(agreement.draftedAt) })}
      </p>
    </article>
  )
}

function Targets({ targets }: { readonly targets: readonly Target[] }) {
  const t = useText()
  const withPrevious = targets.some((target) => target.previous !== null)
  return (
    <table className={classes['targets']}>
      <thead>
        <tr>
          <th scope="col">{t('agreement.target')}</th>
          {withPrevious ? <th scope="col">{t('agreement.previous')}</th> : null}
          <th scope="col">{t('agreement.value')}</th>
        </tr>
      </thead>
      <tbody>
        {targets.map((target) => (
          <tr key={`${target.title} ${target.value}`}>
            <td>{target.title}</td>
            {withPrevious ? (
              <td className={classes['figure']}>
                {target.previous === null ? '' : `${showCanonical(target.previous)} ${target.unit}`}
              </td>
            ) : null}
            <td className={classes['figure']}>
              {t(`agreement.figure.${target.comparator}`, {
                value: `${showCanonical(target.value)} ${target.unit}`.trim(),
              })}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
