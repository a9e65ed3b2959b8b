import type { RecordId } from '../../shared/domain/ids.ts'
import type { Fact } from '../../shared/ledger/fact.ts'
import { bodySchemas } from '../../shared/ledger/kinds.ts'
import type { TypedBody } from '../../shared/ledger/read-record.ts'
import type { Verdict } from '../../shared/ledger/verdict.ts'
import { blobOf, recordIdOfBlob } from '../ledger/ids.ts'
import type { ReadDb, WriteDb } from '../sqlite/database.ts'
import { sql } from '../sqlite/sql.ts'
import type { Projection } from './projection.ts'
import { topicsOf } from './state-topics.ts'

/**
 * Which reading of the ledger the projections are: raise the number whenever judge, fold, facts or rows change
 * their meaning. A kind learnt by a new version changes it by itself.
 */
const projectionStamp = `1 ${Object.keys(bodySchemas).sort().join(' ')}`

export function writeFact(db: WriteDb, fact: Fact): void {
  db.run(sql`
    insert into projected_fact (record_id, fact) values (${blobOf(fact.id)}, ${JSON.stringify(fact)})
    on conflict (record_id) do update set fact = excluded.fact`)
}

/** Of all stored records, set aside or not. */
export function readFactTexts(db: ReadDb): ReadonlyMap<RecordId, string> {
  return new Map(
    db.all(sql`select record_id, fact from projected_fact`, (row) => [
      recordIdOfBlob(row.blob('record_id')),
      row.text('fact'),
    ]),
  )
}

export function readFacts(db: ReadDb): Map<RecordId, Fact> {
  const facts = new Map<RecordId, Fact>()
  for (const [id, text] of readFactTexts(db)) {
    facts.set(id, JSON.parse(text) as Fact) // written by writeFact under the same stamp
  }
  return facts
}

/** Writes the rows that changed since `before`. */
export function writeProjection(
  db: WriteDb,
  before: Pick<Projection, 'verdictTexts' | 'topicTexts'>,
  after: Projection,
): void {
  for (const [id, text] of after.verdictTexts) {
    if (before.verdictTexts.get(id) === text) continue
    const status = after.judgement.verdicts.get(id)?.status ?? 'valid'
    db.run(sql`
      insert into projected_verdict (record_id, status, verdict) values (${blobOf(id)}, ${status}, ${text})
      on conflict (record_id) do update set status = excluded.status, verdict = excluded.verdict`)
  }
  for (const id of before.verdictTexts.keys()) {
    if (!after.verdictTexts.has(id))
      db.run(sql`delete from projected_verdict where record_id = ${blobOf(id)}`)
  }
  for (const [topic, text] of after.topicTexts) {
    if (before.topicTexts.get(topic) === text) continue
    db.run(sql`
      insert into projected_state (topic, value) values (${topic}, ${text})
      on conflict (topic) do update set value = excluded.value`)
  }
  for (const topic of before.topicTexts.keys()) {
    if (!after.topicTexts.has(topic)) db.run(sql`delete from projected_state where topic = ${topic}`)
  }
}

/** Drops every projected row; what follows must project again in the same transaction. */
export function clearProjections(db: WriteDb): void {
  db.run(sql`delete from projected_fact`)
  db.run(sql`delete from projected_verdict`)
  db.run(sql`delete from projected_state`)
  db.run(sql`insert into projection (one, stamp) values (1, ${projectionStamp})
             on conflict (one) do update set stamp = excluded.stamp`)
}

/** True when the tables hold this program's reading of every stored record. */
export function isProjected(db: ReadDb): boolean {
  const stamp = db.first(sql`select stamp from projection`, (row) => row.text('stamp'))
  if (stamp !== projectionStamp) return false
  return (
    db.first(
      sql`select (select count(*) from ledger) = (select count(*) from projected_fact) as whole`,
      (row) => row.integer('whole'),
    ) === 1
  )
}

/** The projection as it lies in the tables, without judging again. `facts`: those held and not set aside. */
export function readProjection(
  db: ReadDb,
  facts: readonly Fact[],
  bodyOf: (id: RecordId) => TypedBody | null,
): Projection {
  const { verdictTexts, topicTexts } = readProjectedTexts(db)
  const verdicts = new Map<RecordId, Verdict>()
  for (const [id, text] of verdictTexts) {
    verdicts.set(id, JSON.parse(text) as Verdict) // written by writeProjection under the same stamp
  }
  const { judgement, state } = topicsOf(topicTexts, bodyOf)
  return { facts, judgement: { ...judgement, verdicts }, state, verdictTexts, topicTexts }
}

export function readProjectedTexts(db: ReadDb): Pick<Projection, 'verdictTexts' | 'topicTexts'> {
  return {
    verdictTexts: new Map(
      db.all(sql`select record_id, verdict from projected_verdict`, (row) => [
        recordIdOfBlob(row.blob('record_id')),
        row.text('verdict'),
      ]),
    ),
    topicTexts: new Map(
      db.all(sql`select topic, value from projected_state`, (row) => [row.text('topic'), row.text('value')]),
    ),
  }
}
