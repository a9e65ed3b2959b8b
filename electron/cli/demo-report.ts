import { shortFingerprint } from '../../shared/ledger/fingerprint.ts'
import type { DemoReport } from './demo.ts'
import { placeJson, placeText } from './standings-report.ts'

/** For people: the four tables, who signed, and what was needed. */
export function demoText(report: DemoReport): string {
  const signatures = report.agreement.signatures.map(
    ({ unit, rank, name, position, at, signature }) =>
      `  ${unit}: ${rank} ${name}, ${position}, ${at.slice(0, 10)}, ${signature}`,
  )
  return [
    `${report.name} (dữ liệu thực hành, --seed ${report.seed})`,
    '',
    ...report.standings.flatMap((place) => [placeText(place, 'vi'), '']),
    `${report.agreement.title}: đã ký ${report.agreement.signatures.length}/${report.agreement.parties}`,
    ...signatures,
    '',
    `${report.machines} máy, ${report.bundles} gói dữ liệu, ${report.records} bản ghi, ${report.seconds} giây`,
    `Vân tay dữ liệu: ${shortFingerprint(report.fingerprint)}${report.agreed ? ' (giống nhau ở cơ quan thường trực và các cụm trưởng)' : ' (KHÁC NHAU GIỮA CÁC MÁY)'}`,
    '',
  ].join('\n')
}

export function demoJson(report: DemoReport): object {
  return { ...report, standings: report.standings.map(placeJson) }
}
