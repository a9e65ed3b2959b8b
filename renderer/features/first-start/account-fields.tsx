import { Stack, TextInput } from '@mantine/core'
import { useText } from '../../i18n/setup.ts'
import { PassphraseFields } from '../../ui/passphrase-fields.tsx'
import { passphraseReady } from '../../ui/passphrase-rules.ts'

export interface AccountDraft {
  readonly name: string
  readonly passphrase: string
  readonly again: string
}

export const emptyAccount: AccountDraft = { name: '', passphrase: '', again: '' }

export function accountReady(account: AccountDraft): boolean {
  return account.name.trim() !== '' && passphraseReady(account.passphrase, account.again)
}

export interface AccountFieldsProps {
  readonly account: AccountDraft
  readonly onChange: (account: AccountDraft) => void
}

export function AccountFields({ account, onChange }: AccountFieldsProps) {
  const t = useText()
  return (
    <Stack gap="md">
      <TextInput
        label={t('start.account.name')}
        description={t('start.account.nameHint')}
        value={account.name}
        maxLength={100}
        autoComplete="off"
        onChange={(event) => onChange({ ...account, name: event.currentTarget.value })}
        required
        data-autofocus
      />
      <PassphraseFields
        value={account.passphrase}
        again={account.again}
        onChange={(passphrase, again) => onChange({ ...account, passphrase, again })}
      />
    </Stack>
  )
}
