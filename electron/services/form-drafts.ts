import type { DraftChange } from '../../db/season-store.ts'
import type { Failure, WriteFailure } from '../../shared/contract/failures.ts'
import {
  type DraftKept,
  type FormDraft,
  type FormDraftName,
  type FormDraftView,
  formDraftSchema,
} from '../../shared/contract/form-drafts.ts'
import type { Result } from '../../shared/kernel/result.ts'
import { changeDraft, dropDraft } from './drafts.ts'
import type { SeasonSession } from './season-session.ts'

/** What is being typed into a form that is no sheet, and what other windows typed into the same form. */
export function openFormDraft(session: SeasonSession, name: FormDraftName): FormDraftView {
  const { version, current, aside } = session.store.drafts.get(nameOf(name))
  const content = current === null ? null : read(current.text)
  return {
    version,
    draft: current === null || content === null ? null : { content, savedAt: current.savedAt },
    aside: aside.flatMap((each) => {
      const other = read(each.text)
      return other === null ? [] : [{ content: other, version: each.version, savedAt: each.savedAt }]
    }),
  }
}

/** Keeps what was typed; see `changeDraft`. */
export function saveFormDraft(
  session: SeasonSession,
  input: Omit<DraftChange, 'text'> & { readonly place: string; readonly content: FormDraft },
): Result<DraftKept, WriteFailure | Failure<'draftChanged'>> {
  const { content, place, basedOn, writer, settles } = input
  const text = JSON.stringify(content)
  return changeDraft(session, nameOf({ form: content.form, place }), { basedOn, writer, settles, text })
}

/** Drops what was typed: the form was sent, or the person wants to begin anew. */
export function discardFormDraft(
  session: SeasonSession,
  input: FormDraftName & { readonly basedOn: number },
): Result<null, WriteFailure | Failure<'draftChanged'>> {
  return dropDraft(session, nameOf(input), input.basedOn)
}

function nameOf({ form, place }: FormDraftName): string {
  return JSON.stringify(['form', form, place])
}

/** Null: of another version of the program, which had other fields. */
function read(text: string): FormDraft | null {
  const parsed = formDraftSchema.safeParse(JSON.parse(text))
  return parsed.success ? parsed.data : null
}
