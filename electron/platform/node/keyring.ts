import { z } from 'zod'
import { bytesOfHex, hexOf, utf8Bytes } from '../../../shared/kernel/bytes.ts'
import { canonicalBytes } from '../../../shared/kernel/canonical-json.ts'
import type { Hasher, KeyMaker, RandomSource } from '../../../shared/kernel/ports.ts'
import { err, expectOk, ok, type Result } from '../../../shared/kernel/result.ts'
import { isCanonicalText } from '../../../shared/kernel/text.ts'
import type { Account, NewAccount } from '../../services/ports.ts'
import { passphraseKey, practiceCost, realCost, saltLength } from './passphrase-key.ts'
import { seal, unseal } from './sealed-bytes.ts'

/**
 * `keyring.json`: the machine's 32-byte key, wrapped once for each account by its passphrase and once by the printed
 * recovery code. The checksum tells bit rot from a wrong passphrase; against tampering stands the sealing, which
 * covers each account's name and role.
 */
const format = 'giaouoc/keyring/1'
const hex = z.string().regex(/^([0-9a-f]{2})+$/)
const slotSchema = z.strictObject({
  account: z.string().min(1).max(100),
  role: z.enum(['administrator', 'officer', 'head', 'viewer']),
  cost: z.union([z.literal(realCost), z.literal(practiceCost)]),
  salt: hex.length(saltLength * 2),
  sealed: hex.max(400),
})
const keyringSchema = z.strictObject({
  format: z.literal(format),
  practice: z.boolean(),
  accounts: z.array(slotSchema).min(1).max(50),
  recovery: z.strictObject({ sealed: hex.max(400) }),
  checksum: hex.length(64),
})
const anyKeyringSchema = z.looseObject({ format: z.string().regex(/^giaouoc\/keyring\/\d{1,4}$/) })

type Slot = z.infer<typeof slotSchema>
export type Keyring = Omit<z.infer<typeof keyringSchema>, 'checksum'>

export interface KeyringTools {
  readonly crypto: Hasher & KeyMaker
  readonly random: RandomSource
}

export function readKeyring(bytes: Uint8Array, tools: KeyringTools): Result<Keyring, 'damaged' | 'newer'> {
  let value: unknown
  try {
    value = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes))
  } catch {
    return err('damaged')
  }
  const read = keyringSchema.safeParse(value)
  if (!read.success) {
    const newer = anyKeyringSchema.safeParse(value)
    return err(newer.success && newer.data.format !== format ? 'newer' : 'damaged')
  }
  const { checksum, ...keyring } = read.data
  const names = keyring.accounts.map((each) => each.account)
  if (!names.every(isCanonicalText)) return err('damaged')
  return checksum === checksumOf(keyring, tools.crypto) ? ok(keyring) : err('damaged')
}

export function keyringBytes(keyring: Keyring, tools: KeyringTools): Uint8Array {
  const whole = { ...keyring, checksum: checksumOf(keyring, tools.crypto) }
  return utf8Bytes(`${JSON.stringify(whole, null, 2)}\n`)
}

/** A keyring with one account and the recovery slot. `code`: the seed of the recovery code. */
export function newKeyring(
  machineKey: Uint8Array,
  account: NewAccount,
  input: { readonly practice: boolean; readonly code: Uint8Array },
  tools: KeyringTools,
): Keyring {
  const { practice, code } = input
  const sealed = seal(recoveryKey(code, tools), machineKey, recoveryContext(practice), tools.random)
  return {
    format,
    practice,
    accounts: [newSlot(machineKey, account, practice, tools)],
    recovery: { sealed: hexOf(sealed) },
  }
}

/** The keyring with this account added, or with its new passphrase in place of the old one. */
export function withAccount(
  keyring: Keyring,
  machineKey: Uint8Array,
  account: NewAccount,
  tools: KeyringTools,
): Keyring {
  const slot = newSlot(machineKey, account, keyring.practice, tools)
  const others = keyring.accounts.filter((each) => each.account !== account.name)
  const at = keyring.accounts.findIndex((each) => each.account === account.name)
  return { ...keyring, accounts: others.toSpliced(at < 0 ? others.length : at, 0, slot) }
}

/** Null: the passphrase is not this account's. */
export function machineKeyOf(keyring: Keyring, slot: Slot, passphrase: string): Uint8Array | null {
  const key = passphraseKey(passphrase, bytesOf(slot.salt), slot.cost)
  return unseal(key, bytesOf(slot.sealed), slotContext(accountOf(slot), keyring.practice))
}

/** Null: the code is not this machine's. */
export function machineKeyOfCode(keyring: Keyring, code: Uint8Array, tools: KeyringTools): Uint8Array | null {
  return unseal(recoveryKey(code, tools), bytesOf(keyring.recovery.sealed), recoveryContext(keyring.practice))
}

export function accountOf(slot: Slot): Account {
  return { name: slot.account, role: slot.role }
}

function newSlot(
  machineKey: Uint8Array,
  { name, role, passphrase }: NewAccount,
  practice: boolean,
  { random }: KeyringTools,
): Slot {
  const cost = practice ? practiceCost : realCost
  const salt = random.bytes(saltLength)
  const key = passphraseKey(passphrase, salt, cost)
  const sealed = seal(key, machineKey, slotContext({ name, role }, practice), random)
  return { account: name, role, cost, salt: hexOf(salt), sealed: hexOf(sealed) }
}

function checksumOf(keyring: Keyring, hasher: Hasher): string {
  return hexOf(hasher.sha256(expectOk(canonicalBytes(keyring), 'account names are canonical')))
}

function recoveryKey(code: Uint8Array, { crypto }: KeyringTools): Uint8Array {
  return crypto.hkdfSha256(code, 'giaouoc/recovery/1', 32)
}

function slotContext({ name, role }: Account, practice: boolean): Uint8Array {
  return expectOk(canonicalBytes({ format, account: name, role, practice }), 'an account name is canonical')
}

function recoveryContext(practice: boolean): Uint8Array {
  return utf8Bytes(`${format} recovery ${practice}`)
}

function bytesOf(text: string): Uint8Array {
  return expectOk(bytesOfHex(text), 'the schema lets only hex through')
}
