/**
 * A file name that every Windows machine and stick takes, from what somebody called a document:
 * `Phiếu chấm điểm` → `Phieu-cham-diem.pdf`. Always a name, whatever was wanted.
 */
export function plainName(wanted: string, ending: '.pdf' | '.txt'): string {
  const plain = (wanted.toLowerCase().endsWith(ending) ? wanted.slice(0, -ending.length) : wanted)
    .replace(/đ/g, 'd')
    .replace(/Đ/g, 'D')
    .normalize('NFD')
    .replace(/[^A-Za-z0-9._-]+/g, (run) => (/^[\u0300-\u036f]+$/.test(run) ? '' : '-'))
    .slice(0, longest)
    .replace(/^[^A-Za-z0-9]+|[-._]+$/g, '')
  if (plain === '') return `tai-lieu${ending}`
  return deviceName.test(plain) ? `tai-lieu-${plain}${ending}` : `${plain}${ending}`
}

/** Leaves room for the ending and for the marks that writers put around a name. */
const longest = 100
/** Windows opens a device whatever the ending. */
const deviceName = /^(con|prn|aux|nul|com\d|lpt\d)(\.|$)/i
