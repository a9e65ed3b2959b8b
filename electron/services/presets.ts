import { z } from 'zod'
import { type AgreementDrafted, articleSchema, targetSchema } from '../../shared/domain/agreement.ts'
import { clusterCodeSchema, leadSeat, type Seat, unitCodeSchema, unitSeat } from '../../shared/domain/ids.ts'
import { type Scale, scaleSchema } from '../../shared/domain/scale.ts'
import {
  crossEntrySchema,
  policiesSchema,
  roundSchema,
  type Season,
  seasonSchema,
  titleSchema,
} from '../../shared/domain/season.ts'
import { optionalTextSchema, text, textSchema } from '../../shared/domain/values.ts'
import { err, ok, type Result } from '../../shared/kernel/result.ts'
import { fileProblems } from './input-problems.ts'
import { type PresetProblems, presetProblems } from './preset-problems.ts'

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
  about: optionalTextSchema,
  season: z.object({
    year: seasonSchema.shape.year,
    name: textSchema,
    motto: optionalTextSchema,
    closes: seasonSchema.shape.closes,
    authority: z.object({
      name: textSchema,
      standingOffice: textSchema,
      superior: optionalTextSchema.default(''),
      place: optionalTextSchema.default(''),
    }),
  }),
  clusters: z.array(
    z.object({
      code: clusterCodeSchema,
      name: textSchema,
      field: optionalTextSchema,
      lead: unitCodeSchema,
      deputy: unitCodeSchema.nullable(),
      units: z.array(z.tuple([unitCodeSchema, textSchema])).max(2000),
    }),
  ),
  rounds: z.array(roundSchema),
  agreement: z.object({
    title: text(500, 1),
    articles: z
      .array(
        z.object({
          no: articleSchema.shape.no,
          title: articleSchema.shape.title,
          targets: z
            .array(targetSchema.partial({ previous: true }))
            .max(200)
            .default([]),
        }),
      )
      .min(1)
      .max(99),
  }),
  titles: z.array(titleSchema),
  // Presets written before there was a choice mean what everybody does unless told otherwise.
  policies: policiesSchema.extend({ crossEntry: crossEntrySchema.default('oneSeat') }),
})

/** Reads a preset file: its shape, and whether what it says can be founded. Every problem names its field and value. */
export function readPreset(file: PresetFile): Result<Preset, PresetProblems> {
  const preset = presetSchema.safeParse(file.season)
  const scale = scaleSchema.safeParse(file.scale)
  if (!preset.success || !scale.success) {
    const inputs = [
      ...fileProblems(preset.error?.issues ?? [], file.season),
      ...fileProblems(scale.error?.issues ?? [], file.scale, 'scale'),
    ]
    return err({ inputs, scale: [] })
  }
  const { season, clusters, rounds, titles, policies, agreement, about } = preset.data
  const { articles: drafted } = agreement
  const problems = presetProblems(
    { clusters, rounds, titles, articles: drafted, ties: policies.ties },
    scale.data,
  )
  if (problems.inputs.length > 0 || problems.scale.length > 0) return err(problems)
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
  if (!composed.success) {
    return err({ inputs: fileProblems(composed.error.issues, preset.data), scale: [] })
  }
  const articles = drafted.map((article) => ({
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
