import { expect, it } from 'vitest'
import { answerTo } from './paper-answer.ts'

const shown = '77SR X2R1 Z01J GBJQ 41H4 GVRR 68VF 0Z5H'
const fingerprint = 'ab'.repeat(32)

it('answers a typed code and a scanned QR alike', () => {
  expect([
    answerTo('77srx2r1 z01jgbjq-41h4gvrr-68vf0z5h', shown, 'vi'),
    answerTo(`GIAOUOC/DOCUMENT/1/${shown.replaceAll(' ', '')}/${fingerprint}`, shown, 'vi'),
    answerTo('RM8N 9359 7PVP B4P2 85P1 XBHQ GP48 J95T', shown, 'vi'),
    answerTo('77SR X2R1', shown, 'vi'),
    answerTo('77SR X2R1 Z01J GBJQ 41H4 GVRR 68VF 0Z5J', shown, 'vi'),
  ]).toEqual([
    'Bản giấy đúng với dữ liệu hiện có trên máy này.',
    'Bản giấy đúng với dữ liệu hiện có trên máy này.',
    'Mã này của một văn bản khác, không phải văn bản đang mở.',
    'Mã kiểm tra có 8 nhóm, mỗi nhóm 4 ký tự; hãy nhập đủ.',
    'Có ký tự bị nhập sai; hãy so lại từng nhóm với bản giấy.',
  ])
})
