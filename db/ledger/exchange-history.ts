import { seatSchema } from '../../shared/domain/ids.ts'
import { ok } from '../../shared/kernel/result.ts'
import { readCurrentDevice } from '../local/device-keys.ts'
import type { ExchangeHistory, ExportEntry, ImportEntry, NewExport } from '../season-store.ts'
import type { WriteDb } from '../sqlite/database.ts'
import type { Row } from '../sqlite/row.ts'
import { sql } from '../sqlite/sql.ts'
import type { StoreCore } from '../store-core.ts'
import { blobOf, deviceIdOfBlob, sha256OfBlob } from './ids.ts'
import { readHolds, writeHolds } from './known-holds.ts'
import { feedEnd } from './ledger-table.ts'
import { isSetAside, setAsideRefusal } from './set-aside.ts'

export function exchangeHistory(core: StoreCore): ExchangeHistory {
  const { reader } = core
  return {
    imports: () => reader.all(importQuery(), importOf).map((entry) => completeImport(core, entry)),
    exports: () =>
      reader.all(
        sql`select number, at, name, purpose, recipients, records, bytes, sha256 from export order by number desc`,
        exportOf,
      ),
    nextExportNumber: () =>
      reader.first(sql`select coalesce(max(number), 0) + 1 as next from export`, (row) =>
        row.integer('next'),
      ) ?? 1,
    noteExport(entry) {
      const noted = core.write<null, never>(
        (db) => {
          insertExport(db, core.clock.now(), entry)
          return ok(null)
        },
        (db) => db.first(sql`select 1 from export where number = ${entry.number}`, () => true) ?? false,
      )
      if (!noted.ok) return noted
      // Once a bundle is out, its last own number must never be given again, whatever becomes of the database.
      const device = readCurrentDevice(reader)?.device
      const end = device === undefined ? null : feedEnd(reader, device)
      if (device !== undefined && end !== null) core.ownHead?.remember(device, end)
      return noted
    },
    knownHolds: (device) => readHolds(reader, device),
    noteHolds: ({ exporter, holds }) =>
      core.write<null, never>(
        (db) => {
          // Only who takes part is believed about what it holds.
          if (core.held().isIntroduced(exporter)) writeHolds(db, exporter, holds)
          return ok(null)
        },
        () => false,
      ),
  }
}

function importQuery() {
  return sql`
    select id, at, healed,
      (select count(*) from ledger where ledger.import_id = import.id) as stored,
      (select count(*) from antechamber where antechamber.import_id = import.id) as waiting,
      (select count(*) from ledger_body body join ledger using (id)
        where body.import_id = import.id and ledger.import_id is not import.id)
      + (select count(*) from antechamber
        where body_import_id = import.id and import_id is not import.id) as filled
    from import order by id desc`
}

type ImportHead = Pick<ImportEntry, 'importId' | 'at' | 'stored' | 'waiting' | 'filled' | 'healed'>

function importOf(row: Row): ImportHead {
  return {
    importId: row.integer('id'),
    at: row.text('at'),
    stored: row.integer('stored'),
    waiting: row.integer('waiting'),
    filled: row.integer('filled'),
    healed: row.integer('healed'),
  }
}

function completeImport(core: StoreCore, entry: ImportHead): ImportEntry {
  const { importId } = entry
  const { reader: db } = core
  const stored = { ledger: core.ledger(), waiting: core.waiting() }
  return {
    ...entry,
    bundles: db.all(
      sql`select sha256, name, bytes, exporter, number, purpose, created_at, records
          from import_bundle where import_id = ${importId} order by name, sha256`,
      bundleOf,
    ),
    setAside: isSetAside(db, importId),
    mayBeSetAside: setAsideRefusal(db, importId, stored) === null,
  }
}

function bundleOf(row: Row): ImportEntry['bundles'][number] {
  return {
    sha256: sha256OfBlob(row.blob('sha256')),
    name: row.text('name'),
    bytes: row.integer('bytes'),
    exporter: deviceIdOfBlob(row.blob('exporter')),
    number: row.integer('number'),
    purpose: row.text('purpose'),
    createdAt: row.text('created_at'),
    records: row.integer('records'),
  }
}

function exportOf(row: Row): ExportEntry {
  return {
    number: row.integer('number'),
    at: row.text('at'),
    name: row.text('name'),
    purpose: row.text('purpose'),
    recipients: seatSchema.array().parse(JSON.parse(row.text('recipients'))),
    records: row.integer('records'),
    bytes: row.integer('bytes'),
    sha256: sha256OfBlob(row.blob('sha256')),
  }
}

function insertExport(db: WriteDb, at: string, entry: NewExport): void {
  db.run(sql`
    insert into export (number, at, name, purpose, recipients, records, bytes, sha256, holds, import_id)
    values (${entry.number}, ${at}, ${entry.name}, ${entry.purpose}, ${JSON.stringify(entry.recipients)},
      ${entry.records}, ${entry.bytes}, ${blobOf(entry.sha256)}, ${JSON.stringify(entry.holds)},
      (select coalesce(max(id), 0) from import))`)
}
