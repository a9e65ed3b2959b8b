import { z } from 'zod'
import { type AgreementDrafted, articleSchema, targetSchema } from '../../shared/domain/agreement.ts'
import { clusterCodeSchema, leadSeat, type Seat, unitCodeSchema, unitSeat } from '../../shared/domain/ids.ts'
import { type Scale, scaleSchema } from '../../shared/domain/scale.ts'
import {
  policiesSchema,
  roundSchema,
  type Season,
  seasonSchema,
  titleSchema,
} from '../../shared/domain/season.ts'
import type { Result } from '../../shared/kernel/result.ts'
import { err, ok } from '../../shared/kernel/result.ts'

/** A preset as it lies in a file: a season without keys, and the scale its clusters are scored on. */
export interface PresetFile {
  readonly id: string
  readonly season: unknown
  readonly scale: unknown
}

/** A preset that has been read: everything a founding needs except keys. */
export interface Preset {
  readonly id: string
  readonly about: string
  readonly season: Season
  readonly scale: Scale
  readonly agreement: PresetAgreement
}

/** Articles and targets to start the agreement from. */
export interface PresetAgreement {
  readonly title: string
  readonly articles: AgreementDrafted['articles']
}

const presetSchema = z.object({
  about: z.string(),
  season: z.object({
    year: seasonSchema.shape.year,
    name: z.string(),
    motto: z.string(),
    closes: seasonSchema.shape.closes,
    authority: z.object({
      name: z.string(),
      standingOffice: z.string(),
      superior: z.string().default(''),
      place: z.string().default(''),
    }),
  }),
  clusters: z.array(
    z.object({
      code: clusterCodeSchema,
      name: z.string(),
      field: z.string(),
      lead: unitCodeSchema,
      deputy: unitCodeSchema.nullable(),
      units: z.array(z.tuple([unitCodeSchema, z.string()])),
    }),
  ),
  rounds: z.array(roundSchema),
  agreement: z.object({
    title: z.string(),
    articles: z.array(
      z.object({
        no: articleSchema.shape.no,
        title: articleSchema.shape.title,
        targets: z.array(targetSchema.partial({ previous: true })).default([]),
      }),
    ),
  }),
  titles: z.array(titleSchema),
  policies: policiesSchema,
})

/**
 * Reads a preset. The file's shape may change between versions, so problems come back as sentences for the
 * person who edited it, not as a closed union.
 */
export function readPreset(file: PresetFile): Result<Preset, readonly string[]> {
  const preset = presetSchema.safeParse(file.season)
  const scale = scaleSchema.safeParse(file.scale)
  if (!preset.success || !scale.success) {
    return err([...problemsOf(preset, 'season'), ...problemsOf(scale, 'scale')])
  }
  const { season, clusters, rounds, titles, policies, agreement, about } = preset.data
  const composed = seasonSchema.safeParse({
    ...season,
    practice: false,
    clusters: clusters.map(({ units: _units, ...cluster }) => cluster),
    units: clusters.flatMap((cluster) =>
      cluster.units.map(([code, name]) => ({ code, name, cluster: cluster.code })),
    ),
    rounds,
    titles,
    policies,
  })
  if (!composed.success) return err(problemsOf(composed, 'season'))
  const articles = agreement.articles.map((article) => ({
    ...article,
    targets: article.targets.map((target) => ({ ...target, previous: target.previous ?? null })),
  }))
  return ok({
    id: file.id,
    about,
    season: composed.data,
    scale: scale.data,
    agreement: { title: agreement.title, articles },
  })
}

/** The agreement a scope starts from: the preset's articles, the season's motto, the parties that belong to it. */
export function agreementParties(season: Season, scope: AgreementDrafted['scope']): readonly Seat[] {
  return scope === null
    ? season.clusters.map((cluster) => leadSeat(cluster.code))
    : season.units.filter((unit) => unit.cluster === scope).map((unit) => unitSeat(unit.code))
}

function problemsOf(
  outcome: { readonly success: boolean; readonly error?: z.ZodError | undefined },
  what: string,
): readonly string[] {
  return outcome.error?.issues.map((issue) => `${[what, ...issue.path].join('.')}: ${issue.message}`) ?? []
}
