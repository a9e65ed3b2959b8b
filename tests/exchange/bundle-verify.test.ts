import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { runInspect } from '../../electron/cli/inspect.ts'
import { runVerify } from '../../electron/cli/verify.ts'
import { closingBasis } from '../../electron/services/round-basis.ts'
import { roundStandings } from '../../electron/services/round-standings.ts'
import { verifyBundles } from '../../electron/services/verify-bundles.ts'
import type { RecordId, Sha256Hex, SubjectCode } from '../../shared/domain/ids.ts'
import type { RoundClosed } from '../../shared/domain/round.ts'
import { sourceOfBytes } from '../../shared/exchange/bundle-source.ts'
import { expectOk } from '../../shared/kernel/result.ts'
import { finish } from '../../shared/kernel/work.ts'
import { standingsDigest } from '../../shared/ledger/fingerprint.ts'
import { storedBody } from '../../shared/ledger/read-record.ts'
import type { SignedRecord } from '../../shared/ledger/record.ts'
import { bundleOf, cluster, crypto, foundSmallSeason, round, season, sheetBody } from './bundle-fixture.ts'

const small = foundSmallSeason()
const { authority, unit, deputy, lead, scale } = small
unit.sheet(scale, 'PV01', 'self', 900)
const ofUnit = lead.sheet(scale, 'PV01', 'appraisal', 850)
const ofDeputy = lead.sheet(scale, 'PH10', 'appraisal', 700)
const ofLead = deputy.sheet(scale, 'PX01', 'appraisal', 850)
const listed = [ofUnit, ofDeputy, ofLead].map((record) => record.id).sort()
const everything = () => [authority, unit, deputy, lead].flatMap((machine) => machine.feed)

function closingBody(records: readonly RecordId[], changes: Partial<RoundClosed> = {}): RoundClosed {
  const draft: RoundClosed = {
    round,
    cluster,
    scale,
    assignments: null,
    records: [...records],
    standings: '0'.repeat(64) as Sha256Hex,
    gaps: [],
    ties: [],
    choices: [],
    reopening: null,
    ...changes,
  }
  const byId = new Map(everything().map((record) => [record.id, record]))
  const bodyOf = (id: RecordId) => {
    const record = byId.get(id)
    return record === undefined ? null : storedBody(record.envelope.kind, record.bodyBytes)
  }
  const basis = expectOk(closingBasis(draft, season, bodyOf), 'basis')
  const digest = standingsDigest(roundStandings(basis).statement, crypto)
  return { ...draft, standings: digest, ...changes }
}

function verified(files: readonly Uint8Array[]) {
  const named = files.map((bytes, index) => ({ name: `${index + 1}.giaouoc`, source: sourceOfBytes(bytes) }))
  return finish(verifyBundles(named, crypto))
}

/** Everything so far, and one more record of the lead that is not kept. */
function withClosing(body: RoundClosed): readonly SignedRecord[] {
  const before = lead.feed.at(-1)
  return [...everything(), lead.composeAt(lead.feed.length + 1, before?.id ?? null, 'round.closed/1', body)]
}

describe('verifying bundles without a database', () => {
  test('judges, scores and recomputes the digest of a closed round', () => {
    const report = verified([bundleOf(lead, withClosing(closingBody(listed)), { purpose: 'full' })])
    expect(report.problems).toEqual([])
    const [only] = report.seasons
    expect(only?.verdicts).toMatchObject({ valid: only?.records })
    expect(only?.closings).toMatchObject([
      {
        round: 'Q1',
        cluster: '1',
        current: true,
        rows: [
          { subject: 'PV01', points: 1350, assignedMax: 1500, rank: 1, tied: true },
          { subject: 'PX01', points: 1350, rank: 1, tied: true },
          { subject: 'PH10', points: 1200, rank: 3, percent: '80.000000' },
        ],
      },
    ])
    expect(only?.closings[0]?.recomputed).toBe(only?.closings[0]?.sealed)
    expect(only?.open).toMatchObject([{ scored: { self: 1, cross: 0, appraisal: 3, review: 0 } }])
  })

  test('finds a seal that does not fit, and a gap nobody accepted', () => {
    const wrong = closingBody(listed, { standings: 'e'.repeat(64) as Sha256Hex })
    const gap = closingBody(listed.slice(1))
    const accepted = {
      subject: ofDeputy.id === listed[0] ? 'PH10' : ofUnit.id === listed[0] ? 'PV01' : 'PX01',
      criterion: null,
      reason: 'đi vắng',
    }
    const settled = closingBody(listed.slice(1), { gaps: [accepted as RoundClosed['gaps'][number]] })
    const codes = [wrong, gap, settled].map((body) =>
      verified([bundleOf(lead, withClosing(body))]).problems.map((problem) => problem.code),
    )
    expect(codes).toEqual([['digestDiffers'], ['gapNotAccepted'], []])
  })

  test('names a lot over subjects that are not tied, and gives it no effect', () => {
    const order = (...subjects: string[]) => ({
      ties: [{ subjects: subjects as SubjectCode[], reason: 'x' }],
    })
    const ranksOf = (changes: Partial<RoundClosed>) => {
      const { problems, seasons } = verified([bundleOf(lead, withClosing(closingBody(listed, changes)))])
      const rows = seasons[0]?.closings[0]?.rows ?? []
      return { problems, ranks: rows.map(({ subject, rank }) => [subject, rank]) }
    }
    const plain = ranksOf({})
    const idle = ranksOf(order('PH10', 'PV01'))
    expect(idle.ranks).toEqual(plain.ranks)
    expect(idle.problems).toMatchObject([{ code: 'tieIdle', round: 'Q1', subjects: ['PH10', 'PV01'] }])
    const settled = ranksOf(order('PX01', 'PV01'))
    expect(settled.problems).toEqual([])
    expect(settled.ranks).toEqual([
      ['PX01', 1],
      ['PV01', 2],
      ['PH10', 3],
    ])
  })

  test('says which closing it cannot check because something is withheld', () => {
    const bytes = bundleOf(lead, withClosing(closingBody(listed)), { withheld: new Set([ofLead.id]) })
    expect(verified([bytes]).problems).toMatchObject([
      { code: 'closingUnreadable', round: 'Q1', cluster: '1', missing: [ofLead.id] },
    ])
  })

  test('judges several files as one set, and names what is missing from a part', () => {
    const seasonBundle = bundleOf(authority, authority.feed, { purpose: 'season' })
    const ofMachines = [unit, deputy, lead].map((machine) => bundleOf(machine, machine.feed))
    expect(verified([...ofMachines, seasonBundle]).problems).toEqual([])
    const alone = verified(ofMachines.slice(0, 1))
    expect(alone.problems.map((problem) => problem.code)).toEqual([
      'foundingMissing',
      ...unit.feed.map(() => 'notValid'),
    ])
    const delta = verified([seasonBundle, bundleOf(unit, unit.feed.slice(1))])
    expect(delta.problems).toMatchObject([
      { code: 'refused', file: '2.giaouoc', error: { code: 'unknownExporter', device: unit.device } },
    ])
  })

  test('lists a record that oversteps its role, and an entry no rule can score', () => {
    const intruder = deputy.restoredTo(1)
    intruder.sheet(scale, 'PV01', 'self', 100)
    const tooMany = unit.composeAt(
      3,
      unit.feed.at(-1)?.id ?? null,
      'sheet.submitted/1',
      sheetBody(scale, 'PV01', 'self', 100_000),
    )
    const records = [...authority.feed, ...unit.feed, tooMany, ...intruder.feed]
    expect(verified([bundleOf(unit, records)]).problems).toMatchObject([
      { code: 'notValid', author: deputy.device, verdict: { why: { reason: 'notOwner' } } },
      { code: 'entryUnscorable', subject: 'PV01', criterion: '1', problem: 'pointsAboveMax' },
    ])
  })

  test('lists every problem of a damaged file', () => {
    const bytes = bundleOf(unit, [...authority.feed, ...unit.feed])
    const damaged = bytes.slice(0, -1)
    const inTheLastBody = bytes.length - 120
    damaged[inTheLastBody] = (damaged[inTheLastBody] ?? 0) ^ 1
    const codes = verified([damaged]).problems.map((problem) =>
      problem.code === 'refused' ? problem.error.code : problem.code,
    )
    expect(codes).toEqual(['wrongLength', 'record', 'frame'])
  })
})

describe('the command line', () => {
  const folder = mkdtempSync(join(tmpdir(), 'giaouoc-verify-'))
  afterAll(() => rmSync(folder, { recursive: true, force: true }))
  const closed = withClosing(closingBody(listed))
  const good = save(
    'good.giaouoc',
    bundleOf(lead, closed, { withheld: new Set([unit.feed[1]?.id as RecordId]) }),
  )
  const cut = save('cut.giaouoc', bundleOf(lead, closed).slice(0, 2000))

  test('verify says what it found and ends with 0 only when nothing is wrong', async () => {
    const answers = await Promise.all([
      run(runVerify, [good]),
      run(runVerify, [good, '--json']),
      run(runVerify, [cut, good]),
      run(runVerify, [join(folder, 'none.giaouoc')]),
      run(runVerify, []),
      run(runVerify, ['--help']),
    ])
    expect(answers.map((answer) => answer.status)).toEqual([0, 0, 1, 1, 2, 0])
    expect(JSON.parse(answers[1]?.out ?? '')).toMatchObject({
      ok: true,
      problems: [],
      files: [{ accepted: true }],
    })
    expect(answers[2]?.out).toContain('Gói bị cắt cụt hoặc bị nối thêm')
    expect(answers[5]?.out).toContain('verify TỆP…')
  })

  test('inspect prints header and records, withheld bodies as null', async () => {
    const answer = await run(runInspect, [good, '--json'])
    const view = JSON.parse(answer.out)
    expect(answer.status).toBe(0)
    expect(answer.out.trimEnd()).not.toContain('\n')
    expect(view).toMatchObject({ header: { exporter: lead.device }, signature: 'good', problems: [] })
    expect(view.records).toHaveLength(closed.length)
    expect(view.records.filter((record: { body: unknown }) => record.body === null)).toMatchObject([
      { id: unit.feed[1]?.id, signature: 'good' },
    ])
  })

  test('inspect shows what it can of a damaged bundle and ends with 1', async () => {
    const answer = await run(runInspect, [cut])
    const view = JSON.parse(answer.out)
    expect(answer.status).toBe(1)
    expect(view.problems[0]).toMatchObject({ code: 'wrongLength', message: { vi: expect.any(String) } })
  })

  function save(name: string, bytes: Uint8Array): string {
    const path = join(folder, name)
    writeFileSync(path, bytes)
    return path
  }
})

async function run(
  verb: typeof runVerify,
  args: readonly string[],
): Promise<{ readonly status: number; readonly out: string; readonly err: string }> {
  let [out, err] = ['', '']
  const status = await verb(args, {
    out: (text) => {
      out += text
    },
    err: (text) => {
      err += text
    },
  })
  return { status, out, err }
}
