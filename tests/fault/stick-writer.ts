import * as fs from 'node:fs'
import { createCrypto } from '../../electron/platform/node/crypto.ts'
import { createFileTargets } from '../../electron/platform/node/file-targets.ts'
import type { DriveCalls } from '../../electron/platform/node/new-file.ts'
import type { DeviceId } from '../../shared/domain/ids.ts'
import { utf8Bytes } from '../../shared/kernel/bytes.ts'

/**
 * A program to be killed: writes one file onto a stick and kills itself at the n-th
 * call that changes something or waits for the drive.
 * `node stick-writer.ts FOLDER N links|noLinks`; says `done` when it got to the end.
 */
export const stickName = '2026-A3-gui-TatCa-aaaaaa-bbbbbb-0001.giaouoc'
export const stickBytes = utf8Bytes('một gói dữ liệu'.repeat(1000))
export const stickOwner = 'b'.repeat(32) as DeviceId // of the shape of a device

function callsKillingAt(last: number, drive: 'links' | 'noLinks'): DriveCalls {
  let asked = 0
  const counted = <Call extends (...args: never[]) => unknown>(call: Call): Call => {
    const counting = (...args: Parameters<Call>): unknown => {
      asked += 1
      if (asked === last) process.kill(process.pid, 'SIGKILL')
      return call(...args)
    }
    return counting as Call // the same call, counted
  }
  const noLinks = (): never => {
    throw Object.assign(new Error('EPERM'), { code: 'EPERM', syscall: 'link' })
  }
  return {
    openSync: counted(fs.openSync),
    readSync: fs.readSync,
    // Half of it first, so that a kill finds half a file.
    writeSync: counted(((descriptor: number, bytes: Uint8Array, from: number, length: number) =>
      fs.writeSync(descriptor, bytes, from, Math.ceil(length / 2))) as DriveCalls['writeSync']),
    fsyncSync: counted(fs.fsyncSync),
    fstatSync: fs.fstatSync,
    closeSync: counted(fs.closeSync),
    lstatSync: fs.lstatSync,
    linkSync: counted(drive === 'links' ? fs.linkSync : noLinks),
    renameSync: counted(fs.renameSync),
    rmSync: counted(fs.rmSync),
    readdirSync: fs.readdirSync,
    statfsSync: fs.statfsSync,
  }
}

if (process.argv[1] === import.meta.filename) {
  const [, , folder = '', last = '0', drive = 'links'] = process.argv
  const targets = createFileTargets({
    hasher: createCrypto(),
    places: { platform: process.platform, mountRoots: [], home: folder },
    calls: callsKillingAt(Number(last), drive === 'links' ? 'links' : 'noLinks'),
  })
  const written = targets.writeFile({ folder, name: stickName, bytes: stickBytes, owner: stickOwner })
  fs.writeSync(1, written.ok ? 'done' : written.error.code)
}
