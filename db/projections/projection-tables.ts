import type { RecordId } from '../../shared/domain/ids.ts'
import type { Answer } from '../../shared/ledger/checks.ts'
import type { Fact } from '../../shared/ledger/fact.ts'
import { bodySchemas } from '../../shared/ledger/kinds.ts'
import type { Verdict } from '../../shared/ledger/verdict.ts'
import { blobOf, recordIdOfBlob } from '../ledger/ids.ts'
import type { ReadDb, WriteDb } from '../sqlite/database.ts'
import { sql } from '../sqlite/sql.ts'

/**
 * Which reading of the ledger the projections are: raise the number whenever judge, facts or rows change their
 * meaning. A kind learnt by a new version changes it by itself.
 */
const projectionStamp = `2 ${Object.keys(bodySchemas).sort().join(' ')}`

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

export function writeVerdict(db: WriteDb, id: RecordId, verdict: Verdict): void {
  db.run(sql`
    insert into projected_verdict (record_id, status, verdict)
    values (${blobOf(id)}, ${verdict.status}, ${verdictText(verdict)})
    on conflict (record_id) do update set status = excluded.status, verdict = excluded.verdict`)
}

/** Writes the rows that differ between two judgements of the whole set. */
export function writeVerdicts(
  db: WriteDb,
  before: ReadonlyMap<RecordId, Verdict>,
  after: ReadonlyMap<RecordId, Verdict>,
): void {
  for (const [id, verdict] of after) {
    const known = before.get(id)
    if (known === undefined || verdictText(known) !== verdictText(verdict)) writeVerdict(db, id, verdict)
  }
  for (const id of before.keys()) {
    if (!after.has(id)) db.run(sql`delete from projected_verdict where record_id = ${blobOf(id)}`)
  }
}

export function readVerdictTexts(db: ReadDb): ReadonlyMap<RecordId, string> {
  return new Map(
    db.all(sql`select record_id, verdict from projected_verdict`, (row) => [
      recordIdOfBlob(row.blob('record_id')),
      row.text('verdict'),
    ]),
  )
}

export function writeAnswers(db: WriteDb, answers: readonly Answer[]): void {
  for (const [question, holds] of answers) {
    db.run(sql`
      insert into projected_check (question, holds) values (${question}, ${holds ? 1 : 0})
      on conflict (question) do nothing`)
  }
}

export function readAnswers(db: ReadDb): readonly Answer[] {
  return db.all(sql`select question, holds from projected_check`, (row) => [
    row.text('question'),
    row.integer('holds') === 1,
  ])
}

/** Of a record that leaves the ledger. */
export function deleteProjected(db: WriteDb, id: RecordId): void {
  db.run(sql`delete from projected_verdict where record_id = ${blobOf(id)}`)
  db.run(sql`delete from projected_fact where record_id = ${blobOf(id)}`)
}

/** Drops every projected row; what follows must project again in the same transaction. */
export function clearProjections(db: WriteDb): void {
  db.run(sql`delete from projected_fact`)
  db.run(sql`delete from projected_verdict`)
  db.run(sql`delete from projected_check`)
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

function verdictText(verdict: Verdict): string {
  return verdict.status === 'valid' ? validText : JSON.stringify(verdict)
}

const validText = JSON.stringify({ status: 'valid' } satisfies Verdict)
