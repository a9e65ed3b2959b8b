import type { ShownDoubt } from '../contract/workspace.ts'
import { exhausted } from '../kernel/result.ts'
import type { HeadPlace, UnkeptNote } from '../ledger/copy-doubt.ts'
import { act } from './acts.ts'
import type { Bilingual, Language, Names } from './words.ts'

const places: { readonly [Each in HeadPlace]: Bilingual } = {
  folder: { vi: 'trong thư mục dữ liệu', en: 'in the data folder' },
  computer: { vi: 'trong hồ sơ người dùng của máy tính', en: 'in the user profile of this computer' },
}

/** Why this machine may be an older copy or not the only one: what was found, and in which file. One sentence. */
export function describeDoubt(doubt: ShownDoubt, names: Pick<Names, 'seat'>, language: Language): string {
  return bilingual(doubt, names)[language]
}

/** Where this machine cannot note how far it has written, what that means, and what to do. */
export function describeUnkept({ where, file }: UnkeptNote, language: Language): string {
  const place = places[where]
  const sentences = {
    vi: `Không ghi được tệp ghi chú máy đã ghi đến đâu (${place.vi}): ${file}. Dữ liệu vẫn được lưu, nhưng nếu một bản cũ được đặt lại thì có thể không phát hiện được. Hãy bỏ tệp nằm sai chỗ, cấp quyền ghi hoặc giải phóng dung lượng ở đó.`,
    en: `The note of how far this machine has written cannot be kept (${place.en}): ${file}. Data is saved all the same, but an older copy put back may go unnoticed. Move away what is in its place, allow writing there, or free some space.`,
  }
  return sentences[language]
}

function bilingual(doubt: ShownDoubt, names: Pick<Names, 'seat'>): Bilingual {
  switch (doubt.doubt) {
    case 'behind': {
      const place = places[doubt.where]
      return {
        vi: `Ghi chú của máy ${place.vi} cho biết máy đã ghi đến bản ghi số ${doubt.seq} của mình, nhưng ở đây không có bản ghi đó: dữ liệu là bản cũ, hoặc một bản sao đã ghi tiếp.`,
        en: `The machine's note ${place.en} says that it has written its record number ${doubt.seq}, which is not here: the data is an older copy, or another copy has gone on writing.`,
      }
    }
    case 'claimed': {
      const who = doubt.seats.map(names.seat).join(', ') || doubt.device.slice(0, 8)
      return {
        vi: `Máy của “${who}” cho biết đang giữ bản ghi số ${doubt.seq} do máy này ghi, nhưng ở đây không có bản ghi đó. Hãy xin máy ấy một gói ${act('exportFull', 'vi')}.`,
        en: `The machine of “${who}” says that it holds record number ${doubt.seq} of this machine, which is not here. Ask it for a full bundle.`,
      }
    }
    case 'gap':
      return {
        vi: `Đã có lại bản ghi số ${doubt.highest} của máy này, nhưng còn thiếu một số bản ghi trước đó.`,
        en: `Record number ${doubt.highest} of this machine has come home, but some before it are missing.`,
      }
    case 'headMissing':
      return {
        vi: `Mất tệp ghi chú máy đã ghi đến đâu (${places[doubt.where].vi}): ${doubt.file}`,
        en: `The note of how far this machine has written is missing (${places[doubt.where].en}): ${doubt.file}`,
      }
    case 'headDamaged':
      return {
        vi: `Hỏng tệp ghi chú máy đã ghi đến đâu (${places[doubt.where].vi}): ${doubt.file}`,
        en: `The note of how far this machine has written is damaged (${places[doubt.where].en}): ${doubt.file}`,
      }
    case 'headUnreadable':
      return {
        vi: `Không đọc được tệp ghi chú máy đã ghi đến đâu (${places[doubt.where].vi}), vì vướng tệp khác hoặc thiếu quyền: ${doubt.file}`,
        en: `The note of how far this machine has written cannot be read (${places[doubt.where].en}): something else is in its way, or permission is missing: ${doubt.file}`,
      }
    case 'moved':
      return {
        vi: 'Thư mục dữ liệu nằm ở chỗ khác so với lần ghi trước: đã được chuyển, khôi phục hoặc sao chép.',
        en: 'The data folder lies elsewhere than when this machine last wrote: it was moved, restored or copied.',
      }
    case 'otherComputer':
      return {
        vi: 'Thư mục dữ liệu đang mở trên một máy tính khác so với lần ghi trước.',
        en: 'The data folder is open on another computer than when this machine last wrote.',
      }
    case 'renamed':
      return {
        vi: `Máy tính đã đổi tên từ “${doubt.from}” thành “${doubt.to}”; mọi thứ khác vẫn như cũ.`,
        en: `The computer was renamed from “${doubt.from}” to “${doubt.to}”; everything else is as it was.`,
      }
    default:
      return exhausted(doubt)
  }
}
