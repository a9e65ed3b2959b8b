import type { Migration } from './migration.ts'

/**
 * Ids, keys and records are blobs; everything projected is JSON text. `ledger` and `ledger_body` take rows and never
 * change or lose one, unless a disk changed it and its right bytes come back: a body withheld at first has a row of
 * its own to come later. Only strangers' records leave again, for the antechamber. What is set aside is an import, and
 * with it the records and the bodies that it brought.
 */
export const migration0001: Migration = {
  version: 1,
  purpose: 'ledger, imports and exports, local secrets, projections',
  up: (db) => db.script(schema),
}

const schema = `
create table season (
  one integer primary key check (one = 1),
  id blob not null check (length(id) = 32)
) strict;

create table import (
  id integer primary key,
  at text not null,
  -- The ledger's last position after this import: whatever is local and beyond was written since.
  ledger_position integer not null check (ledger_position >= 0),
  set_aside integer not null default 0 check (set_aside in (0, 1)),
  -- Damaged rows that it put right.
  healed integer not null default 0 check (healed >= 0)
) strict;

create table import_bundle (
  import_id integer not null references import(id),
  sha256 blob not null check (length(sha256) = 32),
  name text not null,
  bytes integer not null check (bytes >= 0),
  exporter blob not null check (length(exporter) = 16),
  number integer not null check (number >= 0),
  purpose text not null,
  created_at text not null,
  records integer not null check (records >= 0),
  primary key (import_id, sha256)
) strict, without rowid;

create table ledger (
  -- Never given twice: an import remembers how far the ledger went.
  position integer primary key autoincrement,
  id blob not null unique check (length(id) = 32),
  author blob not null check (length(author) = 16),
  seq integer not null check (seq between 1 and 10000000),
  prev blob check (length(prev) = 32),
  basis blob check (length(basis) = 32),
  kind text not null check (length(kind) between 5 and 90),
  record blob not null check (length(record) between 1 and 4096),
  signature blob not null check (length(signature) = 64),
  -- Null: written on this machine.
  import_id integer references import(id),
  check ((seq = 1) = (prev is null))
) strict;
create index ledger_by_feed on ledger (author, seq);
create index ledger_by_import on ledger (import_id) where import_id is not null;

create table ledger_body (
  id blob primary key references ledger(id) check (length(id) = 32),
  body blob not null check (length(body) between 1 and 4194304),
  import_id integer references import(id)
) strict;
create index ledger_body_by_import on ledger_body (import_id) where import_id is not null;

-- Whose damaged row is given its right bytes again; empty but for that moment inside a transaction.
create table healing (
  record_id blob primary key check (length(record_id) = 32)
) strict, without rowid;

-- What a stranger wrote leaves for the antechamber; nothing else ever leaves.
-- The third trigger matters most: an "insert or replace" walks past the first two.
create trigger ledger_no_update before update on ledger
  when not exists (select 1 from healing where record_id = new.id)
  begin select raise(abort, 'the ledger is never changed'); end;
create trigger ledger_no_delete before delete on ledger
  when not exists (select 1 from antechamber where id = old.id)
  begin select raise(abort, 'the ledger is never shortened'); end;
create trigger ledger_no_replace before insert on ledger
  when exists (select 1 from ledger where id = new.id or position = new.position)
  begin select raise(abort, 'the ledger holds this record already'); end;

create trigger ledger_body_no_update before update on ledger_body
  when not exists (select 1 from healing where record_id = new.id)
  begin select raise(abort, 'the ledger is never changed'); end;
create trigger ledger_body_no_delete before delete on ledger_body
  when not exists (select 1 from antechamber where id = old.id and body is old.body)
  begin select raise(abort, 'the ledger is never shortened'); end;
create trigger ledger_body_no_replace before insert on ledger_body
  when exists (select 1 from ledger_body where id = new.id or rowid = new.rowid)
  begin select raise(abort, 'the ledger holds this body already'); end;

-- Records of devices that no season record held here introduces: bounded, no part of the ledger.
create table antechamber (
  position integer primary key,
  id blob not null unique check (length(id) = 32),
  record blob not null check (length(record) between 1 and 4096),
  signature blob not null check (length(signature) = 64),
  body blob check (length(body) between 1 and 4194304),
  fact text not null check (json_valid(fact)),
  import_id integer not null references import(id),
  body_import_id integer references import(id),
  check ((body is null) = (body_import_id is null))
) strict;
create index antechamber_by_import on antechamber (import_id);
create index antechamber_by_body_import on antechamber (body_import_id) where body_import_id is not null;

-- The ledger without what was set aside: records, and bodies of records that stay.
create view ledger_in_force as
  select ledger.id, author, seq, kind, record, signature, ledger_body.body as body
  from ledger left join ledger_body on ledger_body.id = ledger.id
    and coalesce(ledger_body.import_id, 0) not in (select id from import where set_aside = 1)
  where coalesce(ledger.import_id, 0) not in (select id from import where set_aside = 1);

create table export (
  number integer primary key check (number >= 1),
  at text not null,
  name text not null,
  purpose text not null,
  recipients text not null check (json_valid(recipients)),
  records integer not null check (records >= 0),
  bytes integer not null check (bytes >= 0),
  sha256 blob not null check (length(sha256) = 32),
  holds text not null check (json_valid(holds)),
  -- The newest import when it was made; 0: none. An import is set aside only before anything was sent on.
  import_id integer not null check (import_id >= 0)
) strict;

create table known_hold (
  device blob not null check (length(device) = 16),
  author blob not null check (length(author) = 16),
  seq integer not null check (seq between 1 and 10000000),
  head blob not null check (length(head) = 32),
  primary key (device, head)
) strict, without rowid;

create index known_hold_by_author on known_hold (author);

-- Times in which this machine did not write, because it may be an older copy or not the only one.
create table copy_doubt (
  position integer primary key,
  since text not null,
  doubts text not null check (json_valid(doubts)),
  -- Null: not ended.
  ended text check (ended in ('cameHome', 'declared')),
  ended_at text check ((ended_at is null) = (ended is null)),
  -- Who declared it.
  account text check ((account is not null) = (ended is not null and ended = 'declared'))
) strict;
create unique index copy_doubt_open on copy_doubt ((1)) where ended is null;

-- Whoever declared that there is no other copy declared, too, that these devices are mistaken.
create table overruled_device (
  device blob primary key check (length(device) = 16)
) strict, without rowid;

create table device_key (
  position integer primary key,
  device blob not null unique check (length(device) = 16),
  seed blob not null check (length(seed) = 32),
  encryption_secret blob not null check (length(encryption_secret) = 32)
) strict;

create table signatory_key (
  public_key blob primary key check (length(public_key) = 32),
  wrapped text not null check (length(wrapped) between 1 and 4000),
  account text not null
) strict, without rowid;

create table invitation_secret (
  public_key blob primary key check (length(public_key) = 32),
  seat text not null,
  secret text not null check (length(secret) = 28)
) strict, without rowid;

create table draft (
  name text primary key,
  -- Grows with every change under this name, the ones put aside included; version: the one that stands now.
  counter integer not null check (counter >= 1),
  version integer not null check (version between 1 and counter),
  writer text not null,
  -- Null: dropped or submitted; the row stays, so that a version is never used twice.
  text text,
  saved_at text not null
) strict;

-- Written on a version that no longer stood: kept beside it until a person has chosen.
create table draft_aside (
  name text not null references draft(name),
  writer text not null,
  version integer not null check (version >= 1),
  text text not null,
  saved_at text not null,
  primary key (name, writer)
) strict;

create table setting (
  name text primary key,
  value text not null
) strict, without rowid;

-- Everything below can be dropped and made again from the ledger.
create table projection (
  one integer primary key check (one = 1),
  -- Which program's reading of the ledger this is.
  stamp text not null
) strict;
create table projected_fact (
  record_id blob primary key references ledger(id),
  fact text not null check (json_valid(fact))
) strict;
create table projected_verdict (
  record_id blob primary key references ledger(id),
  status text not null
    check (status in ('valid', 'waiting', 'quarantined', 'fork', 'withheld', 'unknownKind')),
  verdict text not null check (json_valid(verdict))
) strict;
-- Answers of dear questions about keys and signatures: each follows from its question for ever.
create table projected_check (
  question text primary key,
  holds integer not null check (holds in (0, 1))
) strict, without rowid;
`
