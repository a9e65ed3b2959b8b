import { useMemo } from 'react'
import type { ClusterCode, RoundCode, Seat, SubjectCode } from '../../shared/domain/ids.ts'
import type { Scale } from '../../shared/domain/scale.ts'
import {
  clusterName,
  type Language,
  type Names,
  namesOf,
  roundName,
  seatName,
  subjectName,
} from '../../shared/messages/words.ts'
import { useLanguage } from '../i18n/setup.ts'
import { useSeason } from './use-season.ts'

export interface Words {
  readonly language: Language
  readonly seat: (seat: Seat) => string
  readonly subject: (subject: SubjectCode) => string
  readonly cluster: (cluster: ClusterCode | null) => string
  readonly round: (round: RoundCode) => string
  /** For sentences of `shared/messages`. */
  readonly names: Names
}

/** How the season at hand calls things, in the language of the screen. */
export function useWords(scale: Scale | null = null): Words {
  const language = useLanguage()
  const season = useSeason()?.season ?? null
  return useMemo(
    () => ({
      language,
      seat: (seat) => seatName(seat, season, language),
      subject: (subject) => subjectName(subject, season),
      cluster: (cluster) => clusterName(cluster, season, language),
      round: (round) => roundName(round, season),
      names: namesOf(season, scale, language),
    }),
    [language, season, scale],
  )
}
